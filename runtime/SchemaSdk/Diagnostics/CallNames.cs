namespace SchemaSdk.Diagnostics;

/// <summary>The calls of the service: values of <see cref="TagNames.Call"/>, and names of spans.</summary>
internal static class CallNames
{
    internal const string Submit = "submit";
    internal const string Status = "status";
    internal const string Result = "result";
    internal const string Cancel = "cancel";

    /// <summary>The span name of a call, without creating a text for each span.</summary>
    internal static string SpanOf(string call) => call switch
    {
        Submit => "schemasdk.submit",
        Status => "schemasdk.status",
        Result => "schemasdk.result",
        _ => "schemasdk.cancel",
    };
}
