using System.CommandLine;
using System.Globalization;

namespace SchemaSdk.Tool.Mcp;

/// <summary>The option that says which runs a person must confirm.</summary>
/// <param name="AboveUsd">
/// A person must confirm a run if its estimated cost in US dollars exceeds this amount or is unknown. With 0, a person must confirm every
/// run; with null, none.
/// </param>
internal sealed record GivenConsent(decimal? AboveUsd)
{
    private const string Above = "above:";

    internal static Option<GivenConsent> Make()
    {
        var option = new Option<GivenConsent>("--confirm")
        {
            Description = "When a person must confirm a run: always, never, or above a cost in US dollars, such as above:0.25.",
            HelpName = "when",
            DefaultValueFactory = _ => new GivenConsent(0),
        };
        option.CustomParser = result =>
        {
            var typed = result.Tokens is [var token] ? token.Value : "";
            switch (typed)
            {
                case "always":
                    return new GivenConsent(0);
                case "never":
                    return new GivenConsent(AboveUsd: null);
                default:
                    var amount = typed.StartsWith(Above, StringComparison.Ordinal) ? typed[Above.Length..] : "";
                    if (decimal.TryParse(amount, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var usd))
                    {
                        return new GivenConsent(usd);
                    }

                    result.AddError($"--confirm must be always, never, or above:<dollars> such as above:0.25, not '{typed}'.");
                    return null;
            }
        };
        option.CompletionSources.Add("always", "never", "above:0.25");
        return option;
    }
}
