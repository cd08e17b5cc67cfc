using Microsoft.AspNetCore.Http;
using SchemaSdk.Services;

namespace SchemaSdk.AspNetCore;

/// <summary>Creates the signature check of a service from its profile.</summary>
internal static class ServiceSignature
{
    private const int MostBytes = 64 << 10;

    private static readonly TimeSpan MostTime = TimeSpan.FromSeconds(5);

    /// <summary>Returns the check for the callbacks of a service; null if the service does not sign them.</summary>
    /// <exception cref="InvalidOperationException">The options do not fit the service, or its profile is wrong.</exception>
    internal static CallbackSignature? Of(ServiceProfile service, ModelCallbackOptions options, TimeProvider time)
    {
        var (name, scheme) = (service.Names.Name, service.CallbackScheme);
        if (options.KeysAddress is not null && scheme?.KeysAddress is null)
        {
            throw new InvalidOperationException(
                $"{name} publishes no keys for checking its callbacks: leave {nameof(ModelCallbackOptions)}.{nameof(options.KeysAddress)} "
                + "unset.");
        }

        if (scheme is { KeysAddress: null })
        {
            return options.Secrets.Count > 0
                ? HmacCallbackSignature.Of(scheme, options.Secrets)
                : throw new InvalidOperationException(
                    $"{name} signs its callbacks. Set {nameof(ModelCallbackOptions)}.{nameof(options.Secrets)} to the account's secret.");
        }

        if (options.Secrets.Count > 0)
        {
            throw new InvalidOperationException(
                $"{name} does not sign callbacks with a secret: leave {nameof(options.Secrets)} empty, or set "
                + $"{nameof(options.Signature)} instead.");
        }

        if (scheme?.KeysAddress is null)
        {
            return null;
        }

        var address = options.KeysAddress ?? scheme.KeysAddress;

        // An address from the options may use http if it is on this machine, because no other machine can answer there.
        var isHere = options.KeysAddress is { IsAbsoluteUri: true, IsLoopback: true } given && given.Scheme == Uri.UriSchemeHttp;
        return isHere || (address.IsAbsoluteUri && address.Scheme == Uri.UriSchemeHttps)
            ? WithKeys(scheme, address, options, time)
            : throw new InvalidOperationException($"{nameof(options.KeysAddress)} for {name} is {address}. Use an https address.");
    }

    private static Ed25519CallbackSignature WithKeys(
        CallbackScheme scheme, Uri address, ModelCallbackOptions options, TimeProvider time)
    {
        var sockets = options.KeysHandler
            ?? new SocketsHttpHandler { AllowAutoRedirect = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) };
        var http = new HttpClient(sockets) { MaxResponseContentBufferSize = MostBytes, Timeout = MostTime };
        var keys = new CallbackKeys(address, http, time);
        return new Ed25519CallbackSignature(
            (headers, body) => SignedCallbackOf(scheme, headers, body), keys.CurrentAsync, keys.NewerAsync);
    }

    private static SignedCallback? SignedCallbackOf(CallbackScheme scheme, IHeaderDictionary headers, ReadOnlyMemory<byte> body)
    {
        // Check the form of the header first, so that an invalid header causes neither hashing nor a read of the keys.
        return headers[scheme.SignatureHeader] is [{ Length: 2 * Ed25519CallbackSignature.SignatureBytes } digits]
            && digits.All(char.IsAsciiHexDigit)
            && SignedText.Of(scheme, headers, body) is { } text
            ? new SignedCallback(text, Convert.FromHexString(digits), headers[scheme.TimestampHeader])
            : null;
    }
}
