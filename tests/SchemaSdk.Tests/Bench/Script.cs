using System.Collections.Concurrent;

namespace SchemaSdk.Tests.Bench;

/// <summary>The scripted answers to one kind of request. They are given in order, and the last one is repeated.</summary>
internal sealed class Call
{
    private readonly Queue<Step> _steps = new();
    private int _count;

    public int Count => _count;

    public void Does(params Step[] steps)
    {
        lock (_steps)
        {
            foreach (var step in steps)
            {
                _steps.Enqueue(step);
            }
        }
    }

    /// <summary>Replaces the answers that have not been given yet.</summary>
    public void DoesOnly(params Step[] steps)
    {
        Forget();
        Does(steps);
    }

    public void Forget()
    {
        lock (_steps)
        {
            _steps.Clear();
        }
    }

    public Step Next()
    {
        Interlocked.Increment(ref _count);
        lock (_steps)
        {
            return _steps.Count switch
            {
                0 => throw new InvalidOperationException("The script has no step for this call."),
                1 => _steps.Peek(),
                _ => _steps.Dequeue(),
            };
        }
    }
}

/// <summary>A scripted service without a network.</summary>
internal sealed class Script : HttpMessageHandler
{
    public Call Submit { get; } = new();

    public Call Status { get; } = new();

    public Call Result { get; } = new();

    public Call Cancel { get; } = new();

    public Call Catalog { get; } = new();

    /// <summary>The requests that concern neither a job nor the catalogue, such as downloads.</summary>
    public Call File { get; } = new();

    public ConcurrentQueue<SentRequest> Requests { get; } = new();

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var address = request.RequestUri!;
        Requests.Enqueue(new SentRequest(
            request.Method, address.AbsoluteUri, request.Headers.Authorization?.ToString(), request.Headers.UserAgent.ToString()));
        var call = address.AbsolutePath switch
        {
            var path when path.Contains("/v1/models", StringComparison.Ordinal) => request.Method == HttpMethod.Post ? Submit : Catalog,
            var path when path.EndsWith("/status", StringComparison.Ordinal) => Status,
            var path when path.EndsWith("/result", StringComparison.Ordinal) => Result,
            var path when path.EndsWith("/cancel", StringComparison.Ordinal) => Cancel,
            _ => File,
        };
        return await call.Next()(request, cancellationToken);
    }
}

internal sealed record SentRequest(HttpMethod Method, string Address, string? Authorization, string UserAgent);
