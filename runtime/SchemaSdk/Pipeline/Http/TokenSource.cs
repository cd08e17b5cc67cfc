using System.Diagnostics;
using SchemaSdk.Client.Settings;

namespace SchemaSdk.Pipeline.Http;

/// <summary>Supplies the token for each request.</summary>
internal sealed class TokenSource(ClientSettings settings)
{
    /// <summary>The token for all requests; null if the client has none, or calls a provider for each request.</summary>
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    internal string? Fixed => settings.TokenProvider is null ? settings.Token : null;

    /// <exception cref="ModelConfigurationException">The client has no token, or its provider returned one that cannot be sent.</exception>
    internal async ValueTask<string> GetAsync(CancellationToken cancellationToken)
    {
        if (settings.TokenProvider is not { } provider)
        {
            return settings.Token ?? throw new ModelConfigurationException(
                "There is no token, so nothing was sent. Set ModelClientOptions.ApiToken or the environment variable "
                + $"{settings.Service.Defaults.TokenVariables[0]}.");
        }

        var giving = provider(cancellationToken).AsTask();

        // Observes an exception that is thrown after the wait for the provider has ended.
        _ = giving.ContinueWith(
            static late => _ = late.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
        var given = await giving.WaitAsync(cancellationToken).ConfigureAwait(false);
        return ApiToken.TryClean(given, out var token, out var problem)
            ? token
            : throw new ModelConfigurationException(
                $"The token that ModelClientOptions.TokenProvider returned {problem}, so nothing was sent.");
    }
}
