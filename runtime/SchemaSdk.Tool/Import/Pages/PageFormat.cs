namespace SchemaSdk.Tool.Import.Pages;

/// <summary>The format of a page.</summary>
internal enum PageFormat
{
    /// <summary>Plain text (such as text copied from a browser) or JSON.</summary>
    Text,

    Markdown,

    /// <summary>HTML, as a browser saves it.</summary>
    Html,
}
