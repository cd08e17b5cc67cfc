namespace SchemaSdk.Diagnostics;

/// <summary>The names of calls: values of <see cref="TagNames.Call"/>, and names of spans.</summary>
internal static class CallNames
{
    internal const string Submit = "submit";
    internal const string Status = "status";
    internal const string Result = "result";
    internal const string Cancel = "cancel";
    internal const string Stream = "stream";
    internal const string Store = "store";

    // Constants, so that no string is created for each span.
    internal static string SpanOf(string call) => call switch
    {
        Submit => "schemasdk.submit",
        Status => "schemasdk.status",
        Result => "schemasdk.result",
        Store => "schemasdk.store",
        _ => "schemasdk.cancel",
    };
}
