namespace SchemaSdk.Files;

/// <summary>One file of an input.</summary>
/// <param name="Source">The source of its content.</param>
/// <param name="Placeholder">The text that replaces it in the JSON.</param>
/// <param name="Start">The offset of its JSON string in the input's text, at the opening quotation mark.</param>
/// <param name="End">The offset after the closing quotation mark.</param>
internal sealed record InputFile(UploadSource Source, string Placeholder, int Start, int End);
