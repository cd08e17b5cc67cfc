namespace SchemaSdk.Client.Settings;

/// <summary>Checks the base address of the service. Requests to it carry the token.</summary>
internal static class ServiceAddress
{
    /// <summary>Returns the checked address without a final slash, and without what <see cref="ServiceProfile.RootOf"/> removes.</summary>
    /// <exception cref="ArgumentException">
    /// The address is not http or https, uses http for another machine, or has more parts than a scheme, host and path.
    /// </exception>
    internal static Uri From(Uri? option, ServiceProfile service, ModelEnvironment environment)
    {
        var usual = service.Defaults.Address;
        return option is not null ? Check(option, service, nameof(ModelClientOptions.BaseAddress))
            : service.Defaults.AddressVariable is not { } variable || environment.Of(variable) is not { } text ? new Uri(usual)
            : Read(text, service) is { } address ? Check(address, service, variable)
            : throw new ArgumentException(
                $"{variable} is not an absolute address. Set an address such as {usual}, or clear the variable.", variable);
    }

    /// <summary>
    /// Returns the address if the service is not known: the option, or else a local address from a known service's variable, or else a
    /// placeholder.
    /// </summary>
    /// <exception cref="ArgumentException">The option is invalid.</exception>
    internal static Uri OfAny(Uri? option, ModelEnvironment environment)
    {
        var addresses = ModelService.Profiles.Select(known =>
            known.Defaults.AddressVariable is { } variable && environment.Of(variable) is { } text ? Read(text, known) : null);
        var local = option is null ? addresses.FirstOrDefault(static address => address is { IsLoopback: true }) : null;
        return local ?? From(option, new AnyService(name: null), environment);
    }

    private static Uri? Read(string text, ServiceProfile service)
    {
        var isHost = service.Defaults.AddressVariableIsHost && !text.Contains("://", StringComparison.Ordinal);
        return Uri.TryCreate((isHost ? $"{Uri.UriSchemeHttps}://" : "") + text.Trim(), UriKind.Absolute, out var address) ? address : null;
    }

    private static Uri Check(Uri address, ServiceProfile service, string name)
    {
        var problem = ServiceProfile.ProblemOf(address, "the token")
            ?? (address.UserInfo.Length > 0 ? "has a user name or password"
                : address.Query.Length > 0 || address.Fragment.Length > 0 ? "has a query or a fragment" : null);
        if (problem is not null)
        {
            throw new ArgumentException($"{name} {problem}. Use an address such as {service.Defaults.Address}.", name);
        }

        var path = service.RootOf(address.AbsolutePath.TrimEnd('/'));
        return new Uri(address.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped) + path);
    }
}
