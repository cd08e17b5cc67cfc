namespace SchemaSdk.Tool.Import.Pages;

/// <summary>The form in which a page is saved.</summary>
internal enum PageFormat
{
    /// <summary>Text as a reader copies it, and JSON.</summary>
    Text,

    /// <summary>Markdown, as documentation for programs is written.</summary>
    Markdown,

    /// <summary>HTML, as a browser saves it.</summary>
    Html,
}
