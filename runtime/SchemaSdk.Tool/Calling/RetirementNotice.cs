using SchemaSdk.Tool.CommandLine.Hosting;
using SchemaSdk.Tool.CommandLine.Reporting;

namespace SchemaSdk.Tool.Calling;

/// <summary>Tells a user that the service has stopped offering a model.</summary>
internal static class RetirementNotice
{
    internal static Task WriteAsync(CallableModel model, ToolHost host) => model.Retirement is not { } retirement
        ? Task.CompletedTask
        : host.Console.Error.WriteLineAsync(
            $"{model.Id} is retired. The service has not offered it since {HarmlessText.Line(retirement.Since)}.");
}
