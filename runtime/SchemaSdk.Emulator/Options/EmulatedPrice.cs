namespace SchemaSdk.Emulation;

/// <summary>
/// The price of a model in the emulated catalogue. It is not checked: a client should cope with a price that is not valid.
/// </summary>
/// <param name="Usd">The price of one unit, in US dollars.</param>
/// <param name="Unit">What it is for: <c>output</c>, or <c>second</c> of what is made.</param>
public sealed record EmulatedPrice(decimal Usd, string Unit)
{
    /// <summary>A note about the price, for people; null, the default, for none.</summary>
    public string? Note { get; init; }

    /// <summary>So much for each output.</summary>
    /// <param name="usd">The price in US dollars.</param>
    public static EmulatedPrice PerOutput(decimal usd) => new(usd, "output");

    /// <summary>So much for each second of what is made.</summary>
    /// <param name="usd">The price in US dollars.</param>
    public static EmulatedPrice PerSecond(decimal usd) => new(usd, "second");
}
