using System.Diagnostics;
using SchemaSdk.Client.Settings;

namespace SchemaSdk.Pipeline.Http;

/// <summary>Gives the token of a request.</summary>
internal sealed class TokenSource(ClientSettings settings)
{
    /// <summary>The token that holds for all requests; null if there is none, or if each request asks for it.</summary>
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    internal string? Fixed => settings.TokenProvider is null ? settings.Token : null;

    /// <exception cref="ModelConfigurationException">There is no token, or the provider gave one that cannot be sent.</exception>
    internal async ValueTask<string> GetAsync(CancellationToken cancellationToken)
    {
        if (settings.TokenProvider is not { } provider)
        {
            return settings.Token ?? throw new ModelConfigurationException(
                "There is no token, so nothing was sent. Set ModelClientOptions.ApiToken or the environment variable "
                + $"{settings.Service.Defaults.TokenVariables[0]}.");
        }

        var giving = provider(cancellationToken).AsTask();

        // What it throws once nobody waits for it any more is nobody's concern.
        _ = giving.ContinueWith(
            static late => _ = late.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
        var given = await giving.WaitAsync(cancellationToken).ConfigureAwait(false);
        return ApiToken.TryClean(given, out var token, out var problem)
            ? token
            : throw new ModelConfigurationException(
                $"The token that ModelClientOptions.TokenProvider gave {problem}, so nothing was sent.");
    }
}
