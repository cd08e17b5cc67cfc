using System.Globalization;
using System.Text;

namespace SchemaSdk.Generator.Emitting;

/// <summary>Names of generated files: distinct even where the case of letters does not count, and short enough for any disk.</summary>
internal static class HintNames
{
    private const int MaxReadable = 100;
    private const string Schemas = ".schema";
    private const string Extension = ".g.cs";

    /// <summary>The client's file. A model's name never starts with a symbol.</summary>
    public const string Client = "_client.g.cs";

    /// <summary>The file of a model's code.</summary>
    /// <param name="modelId">Such as <c>kling/kling-3.0/pro/text-to-video</c>.</param>
    /// <returns>
    /// Such as <c>kling_kling-3.0_pro_text-to-video.g.cs</c>; with a hash where the id has other than small letters, digits, dots and
    /// dashes, ends in <c>.schema</c>, or is long.
    /// </returns>
    public static string Of(string modelId) => Base(modelId) + Extension;

    /// <summary>The file of the texts of a model's schemas.</summary>
    /// <param name="modelId">Such as <c>kling/kling-3.0/pro/text-to-video</c>.</param>
    /// <returns>Such as <c>kling_kling-3.0_pro_text-to-video.schema.g.cs</c>.</returns>
    public static string OfSchemas(string modelId) => Base(modelId) + Schemas + Extension;

    private static string Base(string modelId)
    {
        var text = new StringBuilder(modelId.Length);

        // The code of a model a.schema would be in the file that has the schemas of a model a.
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

    /// <summary>FNV-1a: the same on every machine and every day, unlike <see cref="string.GetHashCode()"/>.</summary>
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
