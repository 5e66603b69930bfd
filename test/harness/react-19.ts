/** React 19 as globals, as React 18 brings itself: it has no file for a script tag any more. */
import * as React from 'react';
import * as ReactDOM from 'react-dom';
import { createRoot } from 'react-dom/client';

Object.assign(window, { React, ReactDOM: { ...ReactDOM, createRoot } });
