using System.CommandLine;

namespace SchemaSdk.Tool.CommandLine;

/// <summary>The addresses of services that options take.</summary>
internal static class GivenAddress
{
    /// <summary>Makes the option <c>--service</c>.</summary>
    /// <param name="description">The service that it names, and the usual one.</param>
    internal static Option<string?> Service(string description)
    {
        var service = new Option<string?>("--service") { Description = description, HelpName = "url" };
        Validate(service);
        return service;
    }

    /// <summary>Checks that a value is the address of a service.</summary>
    internal static void Validate(Option<string?> option) => option.Validators.Add(result =>
    {
        if (result.GetValueOrDefault<string?>() is { } address
            && !(Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"))
        {
            result.AddError(
                $"'{address}' cannot be read as the address of a service. Give {option.Name} one such as "
                + "https://model-api.runcomfy.net.");
        }
    });

    /// <summary>Reads an address that was checked; null if the option was not given.</summary>
    internal static Uri? Read(ParseResult parsed, Option<string?> option) =>
        parsed.GetValue(option) is { } address ? new Uri(address) : null;
}
