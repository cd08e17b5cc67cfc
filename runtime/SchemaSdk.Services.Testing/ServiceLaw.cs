using System.Text;
using System.Text.Json;

namespace SchemaSdk.Services.Testing;

/// <summary>
/// The rules for a profile, as tests. Derive a class from this one in a test project to run all tests on your profile.
/// </summary>
/// <remarks>
/// The name of each test is the rule. The tests run a real client with a scripted server. They use no network and need no service.
/// </remarks>
public abstract partial class ServiceLaw
{
    /// <summary>The profile.</summary>
    protected abstract ServiceProfile Profile { get; }

    /// <summary>Answers of the service.</summary>
    protected abstract ServiceSamples Samples { get; }

    private Uri Service => new(Profile.Defaults.Address);

    private JobKey Job => new(Samples.ModelId, Samples.RequestId, Links: null);

    private Trial Script(params Func<HttpRequestMessage, HttpResponseMessage>[] script) => new(Profile, Samples, script);

    private Trial Script(params SampleAnswer[] answers) => Script(Array.ConvertAll(answers, ScriptedService.Answer));

    private SampleAnswer OfOtherJob(SampleAnswer answer) =>
        answer with { Body = answer.Body.Replace(Samples.RequestId, Samples.OtherRequestId, StringComparison.Ordinal) };

    private ServiceBody? Read(ServiceCall call, SampleAnswer answer) =>
        Profile.ReadBody(call, answer.StatusCode, Encoding.UTF8.GetBytes(answer.Body));

    private static string Told(SampleAnswer answer) =>
        $"HTTP {answer.StatusCode}{(answer.RetryAfter is null ? "" : $", Retry-After: {answer.RetryAfter}")}, body: {Start(answer.Body)}";

    private static string Start(string text) => text.Length switch
    {
        0 => "(empty)",
        > 300 => text[..300] + "…",
        _ => text,
    };

    private static string Told(Exception? error) => error is null ? "nothing" : $"{error.GetType().Name}: {error.Message.TrimEnd('.')}";

    private static string Plain(string json)
    {
        using var document = JsonDocument.Parse(json);
        return JsonSerializer.Serialize(document.RootElement);
    }
}
