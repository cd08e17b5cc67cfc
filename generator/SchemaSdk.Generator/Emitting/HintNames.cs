using SchemaSdk.Schemas.Naming;

namespace SchemaSdk.Generator.Emitting;

/// <summary>Creates the names of generated files: unique even if case is ignored, and short enough for any file system.</summary>
/// <param name="client">The full name of a client that the project file assigns schemas to; null for the project's own client.</param>
internal sealed class HintNames(string? client = null)
{
    private const int MaxReadable = 100;
    private const string OfHash = "model-";
    private const string Schemas = ".schema";
    private const string Extension = ".g.cs";

    /// <summary>
    /// The name of the client's file. It starts with <c>_</c>, unlike the names of the project's own model files, which never start with a
    /// symbol.
    /// </summary>
    public string Client => (client is null ? "_client" : Hashed("_", client)) + Extension;

    /// <summary>Returns the name of the file with a model's code.</summary>
    /// <param name="modelId">Such as <c>kling/kling-3.0/pro/text-to-video</c>.</param>
    /// <returns>
    /// A name such as <c>kling_kling-3.0_pro_text-to-video.g.cs</c>. A hash is added if the model belongs to a client to which schemas are
    /// assigned, or if the id is long, starts with <c>model-</c> or a symbol, ends in <c>.schema</c>, or contains anything but lower-case
    /// letters, digits, dots, dashes and slashes.
    /// </returns>
    public string Of(string modelId) => Base(modelId) + Extension;

    /// <summary>Returns the name of the file that contains a model's schemas as text.</summary>
    /// <param name="modelId">Such as <c>kling/kling-3.0/pro/text-to-video</c>.</param>
    /// <returns>Such as <c>kling_kling-3.0_pro_text-to-video.schema.g.cs</c>.</returns>
    public string OfSchemas(string modelId) => Base(modelId) + Schemas + Extension;

    private string Base(string modelId) =>
        client is not null ? Hashed("_", $"{client}/{modelId}") : Plain(modelId) ?? Hashed(OfHash, modelId);

    /// <summary>Returns a name without a hash; null if it might not be unique.</summary>
    private static string? Plain(string modelId) =>
        // The code file of "a.schema" would have the same name as the schema file of "a".
        // An id that starts with "model-" could equal the hashed name of another id.
        modelId.Length <= MaxReadable && !modelId.EndsWith(Schemas, StringComparison.Ordinal)
        && !modelId.StartsWith(OfHash, StringComparison.Ordinal)
        && modelId.All(c => IsPlain(c)) && Readable(modelId) is var readable && char.IsLetterOrDigit(readable[0])
            ? readable
            : null;

    private static string Hashed(string prefix, string text) => $"{prefix}{Readable(text)}-{TextHash.Of(text).Substring(0, 32)}";

    private static bool IsPlain(char c) => c is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '-' or '.' or '/';

    private static string Readable(string text) => new([
        .. text.Take(MaxReadable).Select(
            c => c == '/' ? '_' : IsPlain(c) ? c : c is >= 'A' and <= 'Z' ? (char)(c + 32) : '-'),
    ]);
}
