using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using SchemaSdk.Emulation;

namespace SchemaSdk.Tool.Emulate;

/// <summary>Reads, from the command line, the price that the emulator charges for each model.</summary>
internal static class EmulatedPrices
{
    private const NumberStyles Style = NumberStyles.AllowDecimalPoint;

    internal static Option<EmulatedPrice?> Option() => new("--price")
    {
        Description = "The price of every model in US dollars per output or per second of output, such as 0.05/output. [default: none]",
        HelpName = "usd/unit",
        CustomParser = Read,
    };

    private static EmulatedPrice? Read(ArgumentResult result)
    {
        var typed = result.Tokens is [var token] ? token.Value : "";
        if (typed.Split('/') is [var amount, "output" or "second"]
            && decimal.TryParse(amount, Style, CultureInfo.InvariantCulture, out var usd) && usd > 0)
        {
            return new EmulatedPrice(usd, typed.Split('/')[1]);
        }

        result.AddError($"--price must be an amount above zero with a unit, such as 0.05/output or 0.14/second, not '{typed}'.");
        return null;
    }
}
