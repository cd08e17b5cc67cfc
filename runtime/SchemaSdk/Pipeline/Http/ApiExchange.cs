namespace SchemaSdk.Pipeline.Http;

/// <summary>Sends one request to the service, with the token, and reads its answer.</summary>
// http: the application's HttpClient; otherwise, an invoker for the client's own handler.
internal sealed class ApiExchange(HttpMessageInvoker http, ClientSettings settings)
{
    private readonly ServiceProfile _service = settings.Service;

    /// <summary>True if a request may run the application's code. That code may call the client.</summary>
    internal bool RunsForeignCode => http is HttpClient || settings.TokenProvider is not null;

    internal async Task<ApiAttempt> SendAsync(ApiRequest call, TimeSpan timeout, CancellationToken cancellationToken)
    {
        using var stop = new CancellationTokenSource(timeout, settings.Time);
        using var end = cancellationToken.UnsafeRegister(static stop => ((CancellationTokenSource)stop!).Cancel(), stop);
        try
        {
            var sending = SendAsync(call, stop.Token).AsTask();
            // The application's code may ignore the cancellation, so WaitAsync ends the wait.
            return await (RunsForeignCode ? sending.WaitAsync(stop.Token) : sending).ConfigureAwait(false);
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            return new ApiAttempt { Failure = AttemptFailure.TimedOut, Cause = exception };
        }
    }

    /// <exception cref="ModelConfigurationException">The client has no token, or its provider returned one that cannot be sent.</exception>
    private async ValueTask<string> GetTokenAsync(TokenContext? context, CancellationToken cancellationToken)
    {
        if (settings.TokenProvider is not { } provider)
        {
            return settings.Token ?? throw new ModelConfigurationException(
                $"The client has no token, so nothing was sent. Set ModelClientOptions.ApiToken{_service.Defaults.OrTokenVariable}.");
        }

        var giving = provider(context ?? new(ModelId: null, Key: null, Customer: null), cancellationToken).AsTask();

        // Observes an exception that the application's code throws after the wait below was cancelled.
        _ = giving.ContinueWith(
            static late => _ = late.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
        var given = await giving.WaitAsync(cancellationToken).ConfigureAwait(false);
        return ApiToken.TryClean(given, out var token, out var problem) ? token
            : throw new ModelConfigurationException(
                $"The token that ModelClientOptions.{(settings.HasTokenForCall ? nameof(ModelClientOptions.TokenForCall)
                    : nameof(ModelClientOptions.TokenProvider))} returned {problem}, so nothing was sent.");
    }

    /// <summary>Makes one attempt. A cancellation ends it, unless the application's code ignores the cancellation.</summary>
    internal async ValueTask<ApiAttempt> SendAsync(ApiRequest call, CancellationToken cancellationToken)
    {
        // The request disposes of its content, but without a token, no request is created.
        using var content = call.Open();
        cancellationToken.ThrowIfCancellationRequested();

        // A known token is masked in every answer, even if the request did not contain the token. See StorageCall.HasToken.
        var token = call.Job?.Token ?? settings.Token;
        var isAuthorized = call.Storage is not { HasToken: false };
        if (isAuthorized && token is null)
        {
            try
            {
                token = await GetTokenAsync(call.Job, cancellationToken).ConfigureAwait(false);
            }
            catch (Exception exception) when (exception is not ModelConfigurationException && !IsStop(exception, cancellationToken))
            {
                // A TokenProvider can throw any exception. The try block must send nothing, because NoToken means that nothing was sent.
                return new ApiAttempt { Failure = AttemptFailure.NoToken, Cause = exception };
            }
        }

        var submit = call.Content;
        using var request = RequestFor(call);
        request.Content = content;
        request.Headers.TryAddWithoutValidation("Accept-Encoding", ContentDecoding.Accepted);
        if (call.Details is { } details)
        {
            _service.PrepareSubmit(request, details);
        }

        foreach (var (name, value) in call.Storage?.Request.Headers ?? [])
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        Authorize(request, isAuthorized ? token : null);
        using var pass = submit is not null && http is HttpClient ? new SubmitPass(submit, call.Address, _service, settings.Time) : null;
        submit?.Heard.Hide(token!);
        pass?.Mark(request);
        try
        {
            using var response = await StartAsync(request, cancellationToken).ConfigureAwait(false);
            var heard = response.IsSuccessStatusCode ? null
                : await TryTakeAsync(call, pass?.Accepted, pass, token, cancellationToken).ConfigureAwait(false);
            var read = heard is { Body.IsEmpty: false } ? heard
                : await ReadAsync(response, call, pass, token, cancellationToken).ConfigureAwait(false);
            return new ApiAttempt { Answer = read };
        }
        catch (Exception exception) when (!IsStop(exception, cancellationToken) && exception is not ModelException { IsVeto: true })
        {
            submit?.Notice(request.Content, isNext: false);
            var came = pass?.Accepted ?? pass?.Repeat(request);
            return await TryTakeAsync(call, came, pass, token, cancellationToken).ConfigureAwait(false) is { } answer
                ? new ApiAttempt { Answer = answer }
                : new ApiAttempt { Failure = FailureOf(exception), Cause = exception, Address = call.Address };
        }
    }

    /// <summary>Opens a stream of events. Returns null if the answer is not a stream, or came from another address.</summary>
    /// <exception cref="ModelConfigurationException">The client has no token, or its provider returned one that cannot be sent.</exception>
    // Exceptions thrown by the application's handlers or token provider propagate unchanged.
    internal async Task<EventStream?> OpenAsync(ApiRequest call, CancellationToken cancellationToken)
    {
        var token = call.Job?.Token ?? settings.Token ?? await GetTokenAsync(call.Job, cancellationToken).ConfigureAwait(false);
        using var request = RequestFor(call);
        request.Headers.Accept.Add(EventStream.MediaType);
        Authorize(request, TokenHosts.Allow(settings, call.Address) ? token : null);
        var response = await StartAsync(request, cancellationToken).OrCloseAsync(cancellationToken).ConfigureAwait(false);
        if (response.IsSuccessStatusCode && EventStream.MediaType.MediaType == response.Content.Headers.ContentType?.MediaType
            && ChangeOf(call, response) == AddressChange.None)
        {
            return new EventStream(_service, response, token);
        }

        response.Dispose();
        return null;
    }

    /// <summary>Reads an answer that a ModelSubmitGuard received, but that a handler before the guard dropped.</summary>
    private async Task<ApiAnswer?> TryTakeAsync(
        ApiRequest call, HttpResponseMessage? response, SubmitPass? pass, string? token, CancellationToken cancellationToken)
    {
        if (response is null)
        {
            return null;
        }

        try
        {
            using var taken = response;
            return await ReadAsync(taken, call, pass, token, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (!IsStop(exception, cancellationToken))
        {
            // The response was disposed of, or its body broke off. The caller uses what the handlers returned or threw.
            return null;
        }
    }

    private async ValueTask<ApiAnswer> ReadAsync(
        HttpResponseMessage response, ApiRequest call, SubmitPass? pass, string? token, CancellationToken cancellationToken)
    {
        // Uses the call, because handlers may have changed the request. The error of a failed job may be long, and is read in full.
        var (status, isStart) = ((int)response.StatusCode, !response.IsSuccessStatusCode);
        TimeSpan? time = call.Call is ServiceCall.Result or ServiceCall.Status && MostBytesOf(call) == CappedBody.MaxBytes
            ? settings.ReadTimeout / 2 : null;
        var read = isStart ? await CappedBody.ReadErrorAsync(response.Content, time, settings.Time, cancellationToken).ConfigureAwait(false)
            : await CappedBody.ReadAsync(response.Content, MostBytesOf(call), call.Content?.Heard, cancellationToken).ConfigureAwait(false);
        var body = TokenMask.Hide(read, token, isStart);
        var content = _service.ReadBody(call.Call, status, body);
        return new(_service, response, token)
        {
            Facts = new(status)
            { Moved = ChangeOf(call, response), IsReplaced = pass?.IsReplaced == true, IsUnheard = pass?.IsUnheard(response) == true },
            Body = body,
            Content = content,
            RetryAfter = AnswerHeaders.WaitOf(response, settings.Time) ?? content?.RetryAfter,
        };
    }

    private HttpRequestMessage RequestFor(ApiRequest call)
    {
        var request = new HttpRequestMessage(call.MethodFor(_service), call.Address);
        UserAgent.AddTo(request, http);
        if (http is HttpClient)
        {
            request.Options.Set(RequestMark.Key, new RequestMark(_service, settings.BaseAddress, call, settings.AllowedHosts));
        }

        return request;
    }

    private void Authorize(HttpRequestMessage request, string? token)
    {
        try
        {
            if (token is not null)
            {
                _service.Authorize(request, token);
            }
        }
        catch (Exception exception) when (exception.ToString().Contains(token!, StringComparison.Ordinal))
        {
            // The caught exception is left out, because its text contains the token.
            throw new InvalidOperationException($"{_service.Names.Name}'s profile cannot send this token: {exception.GetType().Name}.");
        }
    }

    private Task<HttpResponseMessage> StartAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        http is HttpClient client ? client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken)
            : http.SendAsync(request, cancellationToken);

    private int MostBytesOf(ApiRequest call) =>
        call.Call == ServiceCall.Upload
        || (call is { Call: ServiceCall.Status or ServiceCall.Cancel, HasLogs: false } && !_service.StatusHasResult)
            ? CappedBody.MaxShortBytes : CappedBody.MaxBytes;

    private static AddressChange ChangeOf(ApiRequest call, HttpResponseMessage response) =>
        response.RequestMessage?.RequestUri is not { } final || final.Equals(call.Address) ? AddressChange.None
        : Uri.Compare(call.Address, final, UriComponents.SchemeAndServer, UriFormat.UriEscaped, StringComparison.OrdinalIgnoreCase) == 0
            ? AddressChange.SameServer
        : AddressChange.OtherServer;

    private static bool IsStop(Exception exception, CancellationToken cancellationToken) =>
        exception is OperationCanceledException && cancellationToken.IsCancellationRequested;

    internal static AttemptFailure FailureOf(Exception exception) => exception switch
    {
        RepeatedSubmitException or UnmarkedSubmitException => AttemptFailure.Repeated,
        // The connect timeout and the HttpClient.Timeout of a caller's client cause these exceptions.
        OperationCanceledException or TimeoutException => AttemptFailure.TimedOut,
        HttpRequestException
        {
            HttpRequestError: HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError
                or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError,
        } => AttemptFailure.NotConnected,
        _ => AttemptFailure.Broken,
    };
}
