document.title = 'Stands in for the console';
