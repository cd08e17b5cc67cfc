namespace SchemaSdk.Settings;

/// <summary>Where the service is: the only address that ever receives the token.</summary>
internal static class ServiceAddress
{
    private const string Default = "https://model-api.runcomfy.net";

    /// <summary>The checked address, without <c>/v1</c> and without a slash at its end.</summary>
    /// <exception cref="ArgumentException">
    /// It is no http(s) address, http to another machine, or has more than scheme, host and path.
    /// </exception>
    internal static Uri From(Uri? option, ModelEnvironment environment)
    {
        if (option is not null)
        {
            return Check(option, nameof(ModelClientOptions.BaseAddress));
        }

        var text = environment.BaseAddress;
        if (text is null)
        {
            return new Uri(Default);
        }

        return Uri.TryCreate(text.Trim(), UriKind.Absolute, out var address)
            ? Check(address, ModelEnvironment.BaseAddressName)
            : throw new ArgumentException(
                $"{ModelEnvironment.BaseAddressName} is no absolute address. Set one such as {Default}, or clear it.",
                ModelEnvironment.BaseAddressName);
    }

    private static Uri Check(Uri address, string name)
    {
        var problem = !address.IsAbsoluteUri ? "is not absolute"
            : address.Scheme != Uri.UriSchemeHttps && address.Scheme != Uri.UriSchemeHttp ? "is neither https nor http"
            : address.Scheme == Uri.UriSchemeHttp && !address.IsLoopback
                ? "is http to another machine, which would show the token to the network"
            : address.UserInfo.Length > 0 ? "has a user name or password"
            : address.Query.Length > 0 || address.Fragment.Length > 0 ? "has a query or a fragment"
            : null;
        if (problem is not null)
        {
            throw new ArgumentException($"{name} {problem}. Give it as in {Default}.", name);
        }

        var path = address.AbsolutePath.TrimEnd('/');
        path = path.EndsWith("/v1", StringComparison.Ordinal) ? path[..^"/v1".Length].TrimEnd('/') : path;
        return new Uri(address.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped) + path);
    }
}
