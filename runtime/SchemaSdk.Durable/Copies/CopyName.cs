using System.Diagnostics.CodeAnalysis;
using SchemaSdk.Files;

namespace SchemaSdk.Durable.Copies;

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

    /// <summary>The beginning of each in a text of JSON.</summary>
    // No writer escapes a character of the prefix.
    internal static ReadOnlySpan<byte> Start => "\"schemasdk-file:"u8;

    public override string ToString() => Prefix + MediaType + Middle + Hash;

    /// <summary>Returns true for an input that has the name of a copy as one of its texts.</summary>
    internal static bool IsIn(JsonElement input) => input.ValueKind switch
    {
        JsonValueKind.Object => input.EnumerateObject().Any(static property => IsIn(property.Value)),
        JsonValueKind.Array => input.EnumerateArray().Any(IsIn),
        JsonValueKind.String => TryParse(input.GetString(), out _),
        _ => false,
    };
}
