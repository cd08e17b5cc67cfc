namespace SchemaSdk.Tool.Locking;

/// <summary>A model is gone from the catalogue.</summary>
/// <param name="Since">The date on which that was seen.</param>
/// <param name="Stage">What a caller of it gets: <c>warn</c> or <c>error</c>.</param>
internal sealed record Retirement(string Since, string Stage)
{
    /// <summary>The stage that every retirement begins with.</summary>
    internal const string Warn = "warn";
}
