namespace SchemaSdk.Services.Testing;

/// <summary>Answers from one service, all about the same job.</summary>
/// <remarks>Copy them from the service or its documentation. The tests change them, for example by replacing the request id.</remarks>
public sealed class ServiceSamples
{
    /// <summary>The id of the job's model.</summary>
    public required string ModelId { get; init; }

    /// <summary>The input of the job. Default: an object with a prompt.</summary>
    public string Input { get; init; } = """{"prompt":"A kite."}""";

    /// <summary>
    /// Options of the service that change the address or the body of a submit. Default: null, for a service without such options.
    /// </summary>
    public ServiceOptions? Options { get; init; }

    /// <summary>The request id of the job, as it appears in the answers.</summary>
    public required string RequestId { get; init; }

    /// <summary>The request id of another job. It must not be in any of the answers.</summary>
    public required string OtherRequestId { get; init; }

    /// <summary>The answer to a submit that the service accepts.</summary>
    public required SampleAnswer Accepted { get; init; }

    /// <summary>The status of a job that has not started; null if the service has no such state. Default: null.</summary>
    public SampleAnswer? InQueue { get; init; }

    /// <summary>The status of a running job.</summary>
    public required SampleAnswer InProgress { get; init; }

    /// <summary>The status of a job with an output, followed by its result if the result has an address of its own.</summary>
    public required IReadOnlyList<SampleAnswer> Succeeded { get; init; }

    /// <summary>The JSON text of the output in <see cref="Succeeded"/>.</summary>
    public required string Output { get; init; }

    /// <summary>The status of a job that failed, followed by its result if the result has an address of its own.</summary>
    public required IReadOnlyList<SampleAnswer> Failed { get; init; }

    /// <summary>A part of the reason in <see cref="Failed"/>. The exception's message must contain this part.</summary>
    public required string Reason { get; init; }

    /// <summary>A status with a state that the service does not have yet, such as <c>paused</c>.</summary>
    public required SampleAnswer NewState { get; init; }

    /// <summary>The answer to a submit whose input the service refuses.</summary>
    public required SampleAnswer RefusedInput { get; init; }

    /// <summary>
    /// The answers to submits that the service refuses temporarily, for example because too many jobs are running. Default: HTTP 429
    /// without a body.
    /// </summary>
    public IReadOnlyList<SampleAnswer> RefusedForNow { get; init; } = [new(429, "")];

    /// <summary>The answer to a status call with a request id that the service does not know. Default: null, to skip the test.</summary>
    public SampleAnswer? UnknownRequest { get; init; }

    /// <summary>The answers to cancels. Default: none, for a service that cannot cancel jobs.</summary>
    public IReadOnlyList<SampleCancel> Cancels { get; init; } = [];

    /// <summary>
    /// The answer to the request for the price of <see cref="Input"/>; null if the service has no such call. Default: null.
    /// </summary>
    public SampleAnswer? Price { get; init; }

    /// <summary>The price in <see cref="Price"/>, in US dollars; null if <see cref="Price"/> is null. Default: null.</summary>
    public decimal? PriceUsd { get; init; }

    /// <summary>
    /// The answer to the first of the requests that store a 1 MiB PNG file; null if the service stores no files. Default: null.
    /// </summary>
    public SampleAnswer? Stored { get; init; }

    internal IEnumerable<(string Name, ServiceCall Call, SampleAnswer Answer)> All()
    {
        yield return (nameof(Accepted), ServiceCall.Submit, Accepted);
        yield return (nameof(RefusedInput), ServiceCall.Submit, RefusedInput);
        foreach (var (answer, at) in RefusedForNow.Select(static (answer, at) => (answer, at)))
        {
            yield return ($"{nameof(RefusedForNow)}[{at}]", ServiceCall.Submit, answer);
        }

        foreach (var (name, answer) in new[]
        {
            (nameof(InQueue), InQueue), (nameof(InProgress), InProgress), (nameof(NewState), NewState),
            (nameof(UnknownRequest), UnknownRequest),
        })
        {
            if (answer is not null)
            {
                yield return (name, ServiceCall.Status, answer);
            }
        }

        foreach (var (name, answers) in new[] { (nameof(Succeeded), Succeeded), (nameof(Failed), Failed) })
        {
            for (var at = 0; at < answers.Count; at++)
            {
                yield return ($"{name}[{at}]", at == 0 ? ServiceCall.Status : ServiceCall.Result, answers[at]);
            }
        }

        if (Price is not null)
        {
            yield return (nameof(Price), ServiceCall.Price, Price);
        }

        if (Stored is not null)
        {
            yield return (nameof(Stored), ServiceCall.Upload, Stored);
        }

        for (var at = 0; at < Cancels.Count; at++)
        {
            yield return ($"{nameof(Cancels)}[{at}]", ServiceCall.Cancel, Cancels[at].Answer);
        }
    }
}
