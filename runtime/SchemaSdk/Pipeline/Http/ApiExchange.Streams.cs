using SchemaSdk.Client.Settings;
using SchemaSdk.Services;

namespace SchemaSdk.Pipeline.Http;

/// <content>Opens streams of events.</content>
internal sealed partial class ApiExchange
{
    /// <summary>Opens a stream of events. Returns null if the answer is no such stream, or came from another address.</summary>
    /// <exception cref="ModelConfigurationException">The client has no token, or its provider returned one that cannot be sent.</exception>
    // Any exception of the application's handlers or token provider is thrown unchanged.
    internal async Task<EventStream?> OpenAsync(ApiRequest call, CancellationToken cancellationToken)
    {
        var token = call.Job?.Token ?? Token ?? await GetTokenAsync(call.Job ?? Nothing, cancellationToken).ConfigureAwait(false);
        using var request = RequestFor(call, HttpMethod.Get);
        request.Headers.Accept.Add(EventStream.MediaType);
        if (TokenHosts.Allow(settings, call.Address))
        {
            _service.Authorize(request, token);
        }

        var starting = StartAsync(request, cancellationToken);
        HttpResponseMessage response;
        try
        {
            response = await starting.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            _ = CloseAsync(starting);
            throw;
        }

        if (response.IsSuccessStatusCode && EventStream.MediaType.MediaType == response.Content.Headers.ContentType?.MediaType
            && ChangeOf(call.Address, response.RequestMessage?.RequestUri ?? call.Address) == AddressChange.None)
        {
            return new EventStream(_service, response, token);
        }

        response.Dispose();
        return null;
    }

    // A handler of the application may ignore the cancellation and still open the stream. Without this method, that stream would stay open
    // as long as the job runs.
    private static async Task CloseAsync(Task<HttpResponseMessage> starting)
    {
        await ((Task)starting).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (starting.IsCompletedSuccessfully)
        {
            (await starting.ConfigureAwait(false)).Dispose();
        }
    }
}
