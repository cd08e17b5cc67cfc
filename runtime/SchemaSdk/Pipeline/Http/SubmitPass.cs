namespace SchemaSdk.Pipeline.Http;

/// <summary>
/// Follows one submit and its copies through all handlers. Each <see cref="ModelSubmitGuard"/> lets only one of these requests pass. A
/// guard recognizes a copy by the request's options, or by the header with the attempt's id. Only a guard removes that header.
/// </summary>
internal sealed class SubmitPass(SubmitContent content, Uri address, ServiceProfile service, TimeProvider time) : IDisposable
{
    internal const string HeaderName = "SchemaSdk-Attempt";

    private static readonly HttpRequestOptionsKey<SubmitPass> Key = new("SchemaSdk.Submit");

    // Used to detect copies that lack the submit's options and header.
    private static readonly AsyncLocal<SubmitPass?> Current = new();

    private static readonly ConcurrentDictionary<string, SubmitPass> Known = new(StringComparer.Ordinal);

    private readonly string _attempt = Guid.NewGuid().ToString("N");
    private readonly HashSet<ModelSubmitGuard> _guards = [];
    private Func<HttpRequestMessage, HttpResponseMessage>? _refusal;
    private bool _isLost;   // true if a guard may have sent the submit but got no clear answer

    /// <summary>True if a handler after the ModelSubmitGuard sent a copy of the submit, and an answer to that copy arrived.</summary>
    internal bool IsReplaced { get; private set; }

    /// <summary>The last answer that a ModelSubmitGuard received; null if none arrived.</summary>
    internal HttpResponseMessage? Came { get; private set; }

    /// <summary>The service's acceptance, if a ModelSubmitGuard received it; otherwise null.</summary>
    internal HttpResponseMessage? Accepted => Came is { IsSuccessStatusCode: true } accepted ? accepted : null;

    /// <summary>True if a guard sent the submit, but a handler made this answer, so the service's own answer is unknown.</summary>
    // Compares only the status, because handlers may copy the service's answer into their own response.
    internal bool IsUnheard(HttpResponseMessage response)
    {
        lock (_guards)
        {
            return _guards.Count > 0 && Came?.StatusCode != response.StatusCode;
        }
    }

    /// <summary>Adds the options and the header by which a guard recognizes a request as this submit.</summary>
    internal void Mark(HttpRequestMessage request)
    {
        Known[_attempt] = this;
        Current.Value = this;
        request.Options.Set(Key, this);
        request.Headers.TryAddWithoutValidation(HeaderName, _attempt);
    }

    public void Dispose() => Known.TryRemove(_attempt, out _);

    /// <summary>Returns the pass of the submit to which a request belongs; null if the request is not a client's submit.</summary>
    /// <exception cref="UnmarkedSubmitException">The request is an unmarked copy of a submit.</exception>
    internal static SubmitPass? Of(HttpRequestMessage request)
    {
        if (request.Options.TryGetValue(Key, out var pass)
            || (request.Headers.NonValidated.TryGetValues(HeaderName, out var attempt) && Known.TryGetValue(attempt.ToString(), out pass)))
        {
            return pass;
        }

        // A copy is rejected even after the submit has ended, because a handler may still send one.
        return attempt.Count > 0 || (Current.Value is { } now && now.IsCopy(request)) ? throw new UnmarkedSubmitException() : null;
    }

    /// <summary>Lets the submit, or a copy of it, pass each guard once. If a chain has two guards, the request passes both.</summary>
    /// <returns>
    /// False if the submit has passed this guard, if another guard lost its answer, or if the client has reported that nothing was sent.
    /// </returns>
    internal bool TryUse(ModelSubmitGuard guard, HttpRequestMessage request)
    {
        lock (_guards)
        {
            if (_isLost || !_guards.Add(guard))
            {
                return false;
            }
        }

        request.Headers.Remove(HeaderName);
        return content.Notice(request.Content, isNext: true);
    }

    /// <summary>Handles an answer. A temporary refusal is kept, to answer repetitions of the request.</summary>
    internal async Task HandleAsync(HttpRequestMessage request, HttpResponseMessage response, CancellationToken cancellationToken)
    {
        Came = response;
        var isReplaced = response.RequestMessage is { } sent && !ReferenceEquals(sent, request);
        IsReplaced |= isReplaced;
        _isLost |= isReplaced || (int)response.StatusCode is 408 or 425 or 499 or >= 500;
        if (isReplaced || response.IsSuccessStatusCode)
        {
            return;
        }

        // The body may show whether the refusal is temporary. Reading uses up the body, so the other handlers get a copy.
        var (status, wait) = (response.StatusCode, response.Headers.RetryAfter);
        using var old = response.Content;
        var body = await CappedBody.ReadErrorAsync(old, wholeTime: null, time, cancellationToken).ConfigureAwait(false);
        response.Content = new ReadOnlyMemoryContent(body) { Headers = { ContentType = old.Headers.ContentType } };
        if (service.IsRefusedForNow((int)status, wait is not null, service.ReadBody(ServiceCall.Submit, (int)status, body)))
        {
            Volatile.Write(ref _refusal, again => new(status)
            { RequestMessage = again, Content = new ReadOnlyMemoryContent(body), Headers = { RetryAfter = wait } });
            content.Forbid();
        }
    }

    /// <summary>Records that a guard got no answer. If the guard sent nothing, the body counts as unsent, even if it was read.</summary>
    internal void Fail(bool wasSent)
    {
        lock (_guards)
        {
            (!wasSent && _guards.Count == 1 ? content : null)?.NotSent();   // of two guards, the other one may have sent it
            _isLost |= content.MayBeSent;
        }
    }

    /// <summary>Answers a repeated request with the service's temporary refusal. Returns null without such a refusal.</summary>
    internal HttpResponseMessage? Repeat(HttpRequestMessage request) => Volatile.Read(ref _refusal)?.Invoke(request);

    // Does not compare the hosts, because a handler may send a copy to another host.
    private bool IsCopy(HttpRequestMessage request) => request.Method == HttpMethod.Post
        && request.RequestUri is { IsAbsoluteUri: true } copied && copied.AbsolutePath == address.AbsolutePath;
}

/// <summary>One of the application's handlers tried to send a submit a second time.</summary>
// Derives from HttpRequestException, so that a hedging handler treats the copy as failed and still waits for the original submit.
internal sealed class RepeatedSubmitException() : HttpRequestException(
    "A handler tried to send a submit again. The copy was not sent, because it may be charged. Do not use retrying handlers for submits.");

/// <summary>A handler sent a copy of a submit without the options and the header that identify the submit.</summary>
// Derives from HttpRequestException, like RepeatedSubmitException, so that handlers treat it as a failed request.
internal sealed class UnmarkedSubmitException() : HttpRequestException(
    "ModelSubmitGuard did not send this POST, which a handler created during a submit. The POST lacks the submit's Options and its "
    + $"{SubmitPass.HeaderName} header, so it may be a copy of the submit, and be charged too. Do not copy submits in handlers.");
