namespace SchemaSdk.Files;

/// <summary>One file of an input.</summary>
/// <param name="Source">The source of its content.</param>
/// <param name="Placeholder">The text that stands for it.</param>
/// <param name="Start">The offset of its JSON string in the input's text, at its first quotation mark.</param>
/// <param name="End">The offset behind its last.</param>
internal sealed record InputFile(UploadSource Source, string Placeholder, int Start, int End);
