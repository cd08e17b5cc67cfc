using System.Globalization;
using System.Text;

namespace SchemaSdk.Generator.Emitting;

/// <summary>Creates the names of generated files: unique even if case is ignored, and short enough for any file system.</summary>
internal static class HintNames
{
    private const int MaxReadable = 100;
    private const string Schemas = ".schema";
    private const string Extension = ".g.cs";

    /// <summary>The client's file. It cannot clash with a model's file, whose name never starts with a symbol.</summary>
    public const string Client = "_client.g.cs";

    /// <summary>Returns the name of the file with a model's code.</summary>
    /// <param name="modelId">Such as <c>kling/kling-3.0/pro/text-to-video</c>.</param>
    /// <returns>
    /// A name such as <c>kling_kling-3.0_pro_text-to-video.g.cs</c>. A hash is added if the id is long, ends in <c>.schema</c>, or
    /// contains anything but lower-case letters, digits, dots, dashes and slashes.
    /// </returns>
    public static string Of(string modelId) => Base(modelId) + Extension;

    /// <summary>Returns the name of the file with the text of a model's schemas.</summary>
    /// <param name="modelId">Such as <c>kling/kling-3.0/pro/text-to-video</c>.</param>
    /// <returns>Such as <c>kling_kling-3.0_pro_text-to-video.schema.g.cs</c>.</returns>
    public static string OfSchemas(string modelId) => Base(modelId) + Schemas + Extension;

    private static string Base(string modelId)
    {
        var text = new StringBuilder(modelId.Length);

        // The code file of a model "a.schema" would have the same name as the schema file of a model "a".
        var isExact = modelId.Length <= MaxReadable && !modelId.EndsWith(Schemas, StringComparison.Ordinal);
        foreach (var c in modelId)
        {
            var isPlain = c is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '-' or '.' or '/';
            isExact &= isPlain;
            text.Append(c == '/' ? '_' : isPlain ? c : c is >= 'A' and <= 'Z' ? (char)(c + 32) : '-');
        }

        var readable = text.ToString(0, Math.Min(text.Length, MaxReadable));
        return isExact && char.IsLetterOrDigit(readable[0]) ? readable : $"model-{readable}-{Hash(modelId)}";
    }

    /// <summary>Computes FNV-1a, which is the same in every process, unlike <see cref="string.GetHashCode()"/>.</summary>
    private static string Hash(string text)
    {
        var hash = 14695981039346656037UL;
        foreach (var c in text)
        {
            hash = unchecked((hash ^ c) * 1099511628211UL);
        }

        return hash.ToString("x16", CultureInfo.InvariantCulture);
    }
}
