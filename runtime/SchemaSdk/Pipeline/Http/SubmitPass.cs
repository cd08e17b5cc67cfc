using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using SchemaSdk.Services;

namespace SchemaSdk.Pipeline.Http;

/// <summary>
/// Goes with one submit through all handlers, also with its copies: it passes each <see cref="ModelSubmitGuard"/> once. A copy is known by
/// its options or by the header of the attempt, which only a guard takes away.
/// </summary>
/// <param name="content">The submit's body.</param>
/// <param name="service">The service that it is sent to.</param>
/// <param name="time">The clock of the client.</param>
internal sealed class SubmitPass(SubmitContent content, ServiceProfile service, TimeProvider time) : IDisposable
{
    internal const string HeaderName = "SchemaSdk-Attempt";

    private static readonly HttpRequestOptionsKey<SubmitPass> Key = new("SchemaSdk.Submit");

    // What handlers send in the course of a submit is a copy of it, though they have given it neither its options nor its header.
    private static readonly AsyncLocal<SubmitPass?> Current = new();

    // Those that are under way, by their header.
    private static readonly ConcurrentDictionary<string, SubmitPass> Known = new(StringComparer.Ordinal);

    private readonly string _attempt = Guid.NewGuid().ToString("N");
    private readonly List<object> _guards = [];
    private KeptAnswer? _refusal;

    /// <summary>
    /// True if the last answer was to another request than a guard had let out: a handler behind the guard has sent one of its own.
    /// </summary>
    internal bool IsReplaced { get; private set; }

    /// <summary>The last answer that came past a guard; null if none did.</summary>
    internal HttpResponseMessage? Came { get; private set; }

    /// <summary>
    /// Returns true if an answer did not come past the guard, though the submit had been let out. A handler in front of the guard has made
    /// it up, so the service's own answer is not known.
    /// </summary>
    // By its status: handlers that keep or decode bodies give the service's answer in a response of their own.
    internal bool IsUnheard(HttpResponseMessage response)
    {
        lock (_guards)
        {
            return _guards.Count > 0 && Came?.StatusCode != response.StatusCode;
        }
    }

    /// <summary>Marks a submit, until it is disposed.</summary>
    internal void Mark(HttpRequestMessage request)
    {
        Known[_attempt] = this;
        Current.Value = this;
        request.Options.Set(Key, this);
        request.Headers.TryAddWithoutValidation(HeaderName, _attempt);
    }

    public void Dispose() => Known.TryRemove(_attempt, out _);

    /// <summary>The pass of a request; null if it is no submit of a client.</summary>
    /// <exception cref="UnmarkedSubmitException">It is a copy of one that does not say so.</exception>
    internal static SubmitPass? Of(HttpRequestMessage request)
    {
        if (request.Options.TryGetValue(Key, out var pass)
            || (request.Headers.NonValidated.TryGetValues(HeaderName, out var attempt) && Known.TryGetValue(attempt.ToString(), out pass)))
        {
            return pass;
        }

        // Also after the submit: a handler may still have a copy to send when the client has given up.
        return attempt.Count > 0 || (Current.Value is { } current && current.IsSubmit(request))
            ? throw new UnmarkedSubmitException()
            : null;
    }

    /// <summary>Lets a request pass, the first time at each guard: of two in one chain the inner one sees it as well.</summary>
    /// <param name="guard">The guard that it passes.</param>
    /// <param name="request">The submit, or a handler's copy of it.</param>
    /// <returns>False if it has passed there before, or the client has said already that nothing leaves any more.</returns>
    internal bool TryUse(ModelSubmitGuard guard, HttpRequestMessage request)
    {
        lock (_guards)
        {
            if (_guards.Contains(guard))
            {
                return false;
            }

            _guards.Add(guard);
        }

        request.Headers.Remove(HeaderName);
        return content.Notice(request.Content);
    }

    /// <summary>Keeps an answer that says "not now", for those who ask again.</summary>
    /// <param name="request">The request that was let out.</param>
    /// <param name="response">The answer.</param>
    /// <param name="cancellationToken">Ends it.</param>
    internal async Task HeedAsync(HttpRequestMessage request, HttpResponseMessage response, CancellationToken cancellationToken)
    {
        Came = response;
        if (response.RequestMessage is { } sent && !ReferenceEquals(sent, request))
        {
            IsReplaced = true;
            return;
        }

        var (status, wait) = (response.StatusCode, response.Headers.RetryAfter);
        var body = service.NeedsBody((int)status, wait is not null)
            ? await ReadAsync(response, cancellationToken).ConfigureAwait(false)
            : default;
        if (service.IsNotNow(new AnswerFacts((int)status, wait is not null, service.ReadBody(body))))
        {
            Volatile.Write(ref _refusal, new KeptAnswer(status, wait, body));
        }
    }

    /// <summary>Returns the "not now" that it met before, without asking again; null if it met none.</summary>
    internal HttpResponseMessage? Repeat(HttpRequestMessage request)
    {
        if (Volatile.Read(ref _refusal) is not { } refusal)
        {
            return null;
        }

        var response = new HttpResponseMessage(refusal.StatusCode)
        {
            RequestMessage = request,
            Content = new ReadOnlyMemoryContent(refusal.Body),
        };
        response.Headers.RetryAfter = refusal.RetryAfter;
        return response;
    }

    private bool IsSubmit(HttpRequestMessage request) => service.IsSubmit(request);

    /// <summary>Reads the body of an answer, and leaves it there for the others.</summary>
    private async Task<ReadOnlyMemory<byte>> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        using var content = response.Content;
        var body = await ErrorBody.ReadAsync(content, time, cancellationToken).ConfigureAwait(false);
        response.Content = new ReadOnlyMemoryContent(body);
        response.Content.Headers.ContentType = content.Headers.ContentType;
        return body;
    }

    private sealed record KeptAnswer(HttpStatusCode StatusCode, RetryConditionHeaderValue? RetryAfter, ReadOnlyMemory<byte> Body);
}
