namespace SchemaSdk.Emulation;

/// <summary>
/// What a model costs, as the emulated catalogue tells it. Nothing is checked: a client should stand a price that is none.
/// </summary>
/// <param name="Usd">The price of one unit, in US dollars.</param>
/// <param name="Unit">What it is for: <c>output</c>, or <c>second</c> of what is made.</param>
public sealed record EmulatedPrice(decimal Usd, string Unit)
{
    /// <summary>What is told about the price, for people; null, the default, for nothing.</summary>
    public string? Note { get; init; }

    /// <summary>So much for each output.</summary>
    /// <param name="usd">The price in US dollars.</param>
    public static EmulatedPrice PerOutput(decimal usd) => new(usd, "output");

    /// <summary>So much for each second of what is made.</summary>
    /// <param name="usd">The price in US dollars.</param>
    public static EmulatedPrice PerSecond(decimal usd) => new(usd, "second");
}
