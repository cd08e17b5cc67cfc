namespace SchemaSdk.Tests.Bench;

/// <summary>Answers one request in place of the service.</summary>
internal delegate Task<HttpResponseMessage> Step(HttpRequestMessage request, CancellationToken cancellationToken);

internal static class Steps
{
    public const string Id = "req-1";

    public static Step Accepted => AcceptedAs(Id);

    public static Step AcceptedAs(string id) => Json($$"""{"request_id":"{{id}}"}""");

    public static Step Status(string status, int? position = null) =>
        Json($$"""{"request_id":"{{Id}}","status":"{{status}}"{{(position is null ? "" : $",\"queue_position\":{position}")}}}""");

    public static Step Succeeded => Json(
        $$$"""
        {
          "request_id":"{{{Id}}}", "status":"succeeded", "created_at":"2026-01-02T03:04:05Z",
          "output":{"image":"https://files.runcomfy.net/a.png"}
        }
        """);

    public static Step Failed(string error) => Json($$"""{"request_id":"{{Id}}","status":"failed","error":{{error}}}""");

    public static Step Json(string body) => Answer(200, body);

    /// <summary>Returns the answer of a step, but with the request id of the job that the client asked about.</summary>
    public static Step OfAsked(Step step) => async (request, cancellation) =>
    {
        var response = await step(request, cancellation);
        var body = await response.Content.ReadAsStringAsync(cancellation);
        var asked = request.RequestUri!.Segments[^2].TrimEnd('/');
        response.Content = new StringContent(body.Replace($"\"{Id}\"", $"\"{asked}\"", StringComparison.Ordinal));
        return response;
    };

    /// <summary>Answers that the service is busy, with the error code that the service uses for this.</summary>
    public static Step NotNow(int status, string retryAfter = "7") =>
        Answer(status, $$"""{"error_code":{{status}}001,"error_message":"busy"}""", retryAfter);

    public static Step Answer(int status, string body = "", string? retryAfter = null, string? location = null) =>
        async (request, cancellation) =>
        {
            await ReadBody(request, cancellation);
            var response = new HttpResponseMessage((HttpStatusCode)status)
            {
                Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)),
                RequestMessage = request,
            };
            response.Headers.TryAddWithoutValidation("Set-Cookie", "session=secret");
            response.Headers.TryAddWithoutValidation("X-Trace", "trace-7");
            if (retryAfter is not null)
            {
                response.Headers.TryAddWithoutValidation("Retry-After", retryAfter);
            }

            if (location is not null)
            {
                response.Headers.TryAddWithoutValidation("Location", location);
            }

            return response;
        };

    /// <summary>Fails before any of the body is read.</summary>
    public static Step FailsBefore(Exception exception) => (_, _) => Task.FromException<HttpResponseMessage>(exception);

    /// <summary>Fails after the whole body is read.</summary>
    public static Step FailsAfter(Exception exception) => async (request, cancellation) =>
    {
        await ReadBody(request, cancellation);
        throw exception;
    };

    /// <summary>Answers from another address, as if the caller's HttpClient had followed a redirect.</summary>
    public static Step Moved(string address, Step then) =>
        then.With(response => response.RequestMessage = new HttpRequestMessage(HttpMethod.Get, address));

    /// <summary>Changes the answer of a step.</summary>
    public static Step With(this Step step, Action<HttpResponseMessage> change) => async (request, cancellation) =>
    {
        var response = await step(request, cancellation);
        change(response);
        return response;
    };

    /// <summary>Calls an action with the request before a step answers it.</summary>
    public static Step After(this Step step, Action<HttpRequestMessage> action) => (request, cancellation) =>
    {
        action(request);
        return step(request, cancellation);
    };

    public static Step After(this Step step, Func<HttpRequestMessage, Task> action) => async (request, cancellation) =>
    {
        await action(request);
        return await step(request, cancellation);
    };

    public static HttpRequestException Error(HttpRequestError error) => new(error, "the network said no");

    public static async Task ReadBody(HttpRequestMessage request, CancellationToken cancellation)
    {
        if (request.Content is { } content)
        {
            await content.CopyToAsync(Stream.Null, cancellation);
        }
    }
}
