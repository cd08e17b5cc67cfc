using System.CommandLine;

namespace SchemaSdk.Tool.CommandLine;

/// <summary>Options that take the address of a service.</summary>
internal static class GivenAddress
{
    /// <summary>Makes the option <c>--service</c>.</summary>
    /// <param name="description">The help text: what it names, and its default.</param>
    internal static Option<string?> Service(string description)
    {
        var service = new Option<string?>("--service") { Description = description, HelpName = "url" };
        Validate(service);
        return service;
    }

    /// <summary>Makes an option accept only the address of a service.</summary>
    internal static void Validate(Option<string?> option) => option.Validators.Add(result =>
    {
        if (result.GetValueOrDefault<string?>() is { } address
            && !(Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"))
        {
            result.AddError(
                $"'{address}' is not the address of a service. Give {option.Name} an address such as "
                + "https://model-api.runcomfy.net.");
        }
    });

    /// <summary>Returns the validated address; null if the option was not given.</summary>
    internal static Uri? Read(ParseResult parsed, Option<string?> option) =>
        parsed.GetValue(option) is { } address ? new Uri(address) : null;
}
