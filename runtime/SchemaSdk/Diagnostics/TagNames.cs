namespace SchemaSdk.Diagnostics;

/// <summary>
/// The names of the attributes of spans and measurements. A name that OpenTelemetry defines is used unchanged. docs/reference/spans.md
/// and docs/reference/measurements.md are the contract.
/// </summary>
internal static class TagNames
{
    internal const string Operation = "gen_ai.operation.name";
    internal const string Provider = "gen_ai.provider.name";
    internal const string Model = "gen_ai.request.model";
    internal const string RequestId = "gen_ai.response.id";
    internal const string ServerAddress = "server.address";
    internal const string ServerPort = "server.port";
    internal const string ErrorType = "error.type";
    internal const string StatusCode = "http.response.status_code";
    internal const string FileSize = "file.size";
    internal const string FileParts = "schemasdk.file.parts";
    internal const string JobState = "schemasdk.job.state";
    internal const string JobKey = "schemasdk.job.key";
    internal const string Call = "schemasdk.call";
}

/// <summary>The names of calls: values of <see cref="TagNames.Call"/>, and suffixes of span names.</summary>
internal static class CallNames
{
    internal const string Submit = "submit";
    internal const string Status = "status";
    internal const string Result = "result";
    internal const string Cancel = "cancel";
    internal const string Stream = "stream";
    internal const string Store = "store";
}
