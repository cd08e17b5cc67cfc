using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using SchemaSdk.Files;

namespace SchemaSdk.Ledgers;

/// <summary>The text that stands for a copied file in an input that is kept.</summary>
/// <param name="MediaType">The media type that it is sent as.</param>
/// <param name="Hash">The SHA-256 of its content, in lower-case hexadecimal digits.</param>
internal sealed record CopyName(string MediaType, string Hash)
{
    internal const string Prefix = "schemasdk-file:";

    private const string Middle = ";sha256=";
    private const int HashDigits = 64;

    // It becomes the name of a file: a text that is anything but a hash is a text of the caller.
    internal static bool TryParse(string? text, [NotNullWhen(true)] out CopyName? name)
    {
        name = null;
        if (text is null || !text.StartsWith(Prefix, StringComparison.Ordinal))
        {
            return false;
        }

        var end = text.LastIndexOf(Middle, StringComparison.Ordinal);
        if (end <= Prefix.Length || text.Length - end - Middle.Length != HashDigits
            || text.AsSpan(end + Middle.Length).ContainsAnyExcept("0123456789abcdef"))
        {
            return false;
        }

        try
        {
            name = new CopyName(MediaTypes.Check(text[Prefix.Length..end]), text[(end + Middle.Length)..]);
            return true;
        }
        catch (ArgumentException)
        {
            // What has no media type was not written here.
            return false;
        }
    }

    /// <summary>True for an input that has the name of a copy as one of its texts.</summary>
    /// <param name="input">The input.</param>
    /// <param name="text">The same as it is written.</param>
    // No writer escapes a character of the prefix: texts of many megabytes, such as data URIs, are decoded for no other input.
    internal static bool IsIn(JsonElement input, ReadOnlySpan<byte> text) => text.IndexOf("\"schemasdk-file:"u8) >= 0 && IsIn(input);

    public override string ToString() => Prefix + MediaType + Middle + Hash;

    private static bool IsIn(JsonElement input) => input.ValueKind switch
    {
        JsonValueKind.Object => input.EnumerateObject().Any(static property => IsIn(property.Value)),
        JsonValueKind.Array => input.EnumerateArray().Any(IsIn),
        JsonValueKind.String => TryParse(input.GetString(), out _),
        _ => false,
    };
}
