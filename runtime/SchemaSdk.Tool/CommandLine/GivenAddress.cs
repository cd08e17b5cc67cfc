using System.CommandLine;

namespace SchemaSdk.Tool.CommandLine;

/// <summary>Creates and validates options whose value is the address of a service.</summary>
internal static class GivenAddress
{
    /// <summary>Creates the option <c>--address</c>.</summary>
    internal static Option<string?> Make()
    {
        var address = new Option<string?>("--address")
        {
            Description = "The address of the service. [default: the value of its environment variable, or its usual address]",
            HelpName = "url",
        };
        Validate(address);
        return address;
    }

    /// <summary>Makes an option accept only http and https addresses.</summary>
    internal static void Validate(Option<string?> option) => option.Validators.Add(result =>
    {
        if (result.GetValueOrDefault<string?>() is { } address
            && !(Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"))
        {
            result.AddError(
                $"'{address}' is not the address of a service. Specify an address such as https://models.example with {option.Name}.");
        }
    });

    internal static Uri? Read(ParseResult parsed, Option<string?> option) =>
        parsed.GetValue(option) is { } address ? new Uri(address) : null;
}
