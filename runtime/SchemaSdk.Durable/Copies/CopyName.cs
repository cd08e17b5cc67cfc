using SchemaSdk.Files;

namespace SchemaSdk.Durable.Copies;

/// <summary>The text that stands for a copied file in an input that is kept.</summary>
/// <param name="MediaType">The media type that it is sent as.</param>
/// <param name="Hash">The SHA-256 of its content, in lower-case hexadecimal digits.</param>
internal sealed record CopyName(string MediaType, string Hash)
{
    private const string Prefix = "schemasdk-file:";
    private const string Middle = ";sha256=";
    private const int HashDigits = 64;

    /// <summary>The beginning of each in a text of JSON.</summary>
    // No writer escapes a character of the prefix.
    internal static ReadOnlySpan<byte> Start => "\"schemasdk-file:"u8;

    /// <summary>Reads one; null: the text is something else.</summary>
    // The hash becomes the name of a file: a text that is anything but a hash is a text of the caller.
    internal static CopyName? Of(string? text)
    {
        if (text?.StartsWith(Prefix, StringComparison.Ordinal) != true)
        {
            return null;
        }

        var end = text.LastIndexOf(Middle, StringComparison.Ordinal);
        if (end <= Prefix.Length || text.Length - end - Middle.Length != HashDigits
            || text.AsSpan(end + Middle.Length).ContainsAnyExcept("0123456789abcdef"))
        {
            return null;
        }

        try
        {
            return new CopyName(MediaTypes.Check(text[Prefix.Length..end]), text[(end + Middle.Length)..]);
        }
        catch (ArgumentException)
        {
            // What has no media type was not written here.
            return null;
        }
    }

    public override string ToString() => Prefix + MediaType + Middle + Hash;

    /// <summary>Returns true for an input that has the name of a copy as one of its texts.</summary>
    internal static bool IsIn(JsonElement input) => input.ValueKind switch
    {
        JsonValueKind.Object => input.EnumerateObject().Any(static property => IsIn(property.Value)),
        JsonValueKind.Array => input.EnumerateArray().Any(IsIn),
        JsonValueKind.String => Of(input.GetString()) is not null,
        _ => false,
    };
}
