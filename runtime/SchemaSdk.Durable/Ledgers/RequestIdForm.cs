namespace SchemaSdk.Durable.Ledgers;

/// <summary>The form that request ids have at every service: each is a part of an address as it is.</summary>
internal static class RequestIdForm
{
    /// <summary>The form in words.</summary>
    internal const string Words = "text without blanks, control characters and what divides an address, as '/' does";

    private const string Dividers = "/\\?#%";

    /// <summary>Returns true if a text may be an id of some service.</summary>
    internal static bool IsPossible(string text) =>
        text is not ("." or "..")
        && text.AsSpan().IndexOfAny(Dividers) < 0
        && !text.Any(static character => char.IsWhiteSpace(character) || char.IsControl(character));
}
