using System.Net.Http.Headers;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using SchemaSdk.Emulation.Jobs;

namespace SchemaSdk.Emulation.Service;

/// <summary>Sends one callback to the callback address of a job when the job has ended.</summary>
internal sealed class CallbackDesk(EmulatedProtocol protocol, JobBook jobs, TimeProvider time, ModelEmulatorOptions options)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    private readonly CancellationTokenSource _stop = new();
    private readonly ILogger _log = (options.LoggerFactory ?? NullLoggerFactory.Instance).CreateLogger("SchemaSdk.Emulation");

    // Services follow no redirects when they send callbacks.
    private readonly Lazy<HttpClient> _http = new(() => new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false })
    {
        Timeout = TimeSpan.FromSeconds(15),
    });

    /// <summary>Sends a callback as soon as the job has ended, if the options allow the host of the address.</summary>
    public void Watch(string requestId, Uri address, EmulatedState state)
    {
        if (address.IsLoopback || options.AllowsAnyCallbackHost)
        {
            _ = SendAsync(requestId, address, state);
            return;
        }

        _log.LogWarning(
            "The emulator sent no callback for {RequestId}, because {Host} is not this machine. Set AllowsAnyCallbackHost to send it.",
            requestId, address.Host);
    }

    public void Close()
    {
        _stop.Cancel();
        if (_http.IsValueCreated)
        {
            _http.Value.Dispose();
        }
    }

    // No caller awaits this task, so it handles every exception itself.
    private async Task SendAsync(string requestId, Uri address, EmulatedState state)
    {
        try
        {
            if (await EndOfAsync(requestId).ConfigureAwait(false) is not { } job || protocol.Callback(job, state) is not { } callback)
            {
                return; // the emulator was reset, or the service sends no callbacks
            }

            using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new ReadOnlyMemoryContent(callback.Body) };
            request.Content.Headers.ContentType = new MediaTypeHeaderValue(ServiceAnswer.JsonType);
            foreach (var (name, value) in callback.Headers)
            {
                request.Headers.TryAddWithoutValidation(name, value);
            }

            using var answer = await _http.Value.SendAsync(request, _stop.Token).ConfigureAwait(false);
            answer.EnsureSuccessStatusCode();
        }
        catch (Exception exception) when (!_stop.IsCancellationRequested)
        {
            // Logs any exception, for example if the receiver refused the callback or a user's own protocol threw.
            _log.LogWarning(
                "The callback for {RequestId} to {Host} failed and will not be sent again: {Message}",
                requestId, address.Authority, exception.Message);
        }
        catch (Exception)
        {
            // The emulator was disposed.
        }
    }

    // A cancel, a clock fault or a reset can change the time at which a job ends, so the state is polled until the job has ended.
    private async Task<EmulatedJob?> EndOfAsync(string requestId)
    {
        EmulatedJob? job;
        do
        {
            // Pause even before the first read, because the submit must be answered before its callback is sent.
            await Task.Delay(Pause, time, _stop.Token).ConfigureAwait(false);
            job = jobs.Find(requestId)?.Shown();
        }
        while (job is { HasEnded: false });

        return job;
    }
}
