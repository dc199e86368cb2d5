// SPDX-License-Identifier: AGPL-3.0-or-later
import { mount } from 'svelte';
import { load } from 'virtual:bydel-messages/office';
import '../base/base.css';
import './office.css';
import { speak } from '../platform/office_query/office_query.ts';
import { best_language, language, use_language } from '../platform/i18n.svelte.ts';
import App from './App.svelte';

const target = document.getElementById('app');
if (target) {
  void use_language(best_language(navigator.languages), load).then(() => {
    speak(language().code);
    mount(App, { target });
  });
}
