namespace SchemaSdk.Tool.Docs.Site;

/// <summary>The frame of every page of the site. Nothing comes from elsewhere, and it works without a server.</summary>
internal static class PageFrame
{
    // A page that is opened as a file has no origin, so that 'self' is not it.
    private const string Policy =
        "default-src 'none'; script-src 'self' file:; style-src 'self' file:; base-uri 'none'; form-action 'none'";

    /// <param name="title">The title of the window.</param>
    /// <param name="depth">The number of folders that the page is in.</param>
    /// <param name="main">The page.</param>
    internal static Html Of(string title, int depth, Html main)
    {
        var up = string.Concat(Enumerable.Repeat("../", depth));
        return Html.Of($"""
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="{Policy}">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <meta name="referrer" content="no-referrer">
            <title>{title}</title>
            <link rel="stylesheet" href="{up}site.css">
            <script src="{up}site.js" defer></script>
            </head>
            <body>
            <a class="skip" href="#main">Skip to the content</a>
            <main id="main" tabindex="-1">
            {main}</main>
            </body>
            </html>

            """);
    }
}
