namespace SchemaSdk.Emulation;

/// <summary>
/// The price of a model in the emulated catalogue. The price is not validated, so that tests can check how a client handles an invalid one.
/// </summary>
/// <param name="Usd">The price of one unit, in US dollars.</param>
/// <param name="Unit">The unit: <c>output</c>, or <c>second</c> for a second of output.</param>
public sealed record EmulatedPrice(decimal Usd, string Unit)
{
    /// <summary>A note about the price for human readers. Default: null, for a price without a note.</summary>
    public string? Note { get; init; }

    /// <summary>Returns a price per output.</summary>
    /// <param name="usd">The price in US dollars.</param>
    public static EmulatedPrice PerOutput(decimal usd) => new(usd, "output");

    /// <summary>Returns a price per second of output.</summary>
    /// <param name="usd">The price in US dollars.</param>
    public static EmulatedPrice PerSecond(decimal usd) => new(usd, "second");
}
