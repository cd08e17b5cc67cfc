namespace SchemaSdk.Files;

/// <summary>One file of an input, with the placeholder that replaces it in the input's JSON.</summary>
// Start, End: the offsets of the placeholder's JSON string in the JSON, with its quotation marks.
internal sealed record InputFile(UploadSource Source, string Placeholder, int Start, int End);
