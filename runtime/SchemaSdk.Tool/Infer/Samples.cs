using System.Globalization;
using System.Text.Json;
using SchemaSdk.Client.Errors;
using SchemaSdk.Services;
using SchemaSdk.Tool.CommandLine.Outcomes;

namespace SchemaSdk.Tool.Infer;

/// <summary>Recorded answers and the shape that their outputs have in common.</summary>
/// <param name="at">
/// The location of the output in each sample; null if each sample is an answer from the service or the output itself.
/// </param>
/// <param name="service">The service. Each sample may be a complete answer from this service.</param>
internal sealed class Samples(SamplePlace? at, ServiceProfile service)
{
    // Real answers are a few kilobytes long.
    internal const int MostBytes = 16 << 20;

    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    internal InferredShape Shape { get; } = new();

    /// <summary>The number of outputs.</summary>
    internal int Count { get; private set; }

    /// <param name="name">The path of the file, for messages.</param>
    /// <param name="bytes">The content of the file.</param>
    /// <exception cref="ToolException">The file is not JSON, or has no output.</exception>
    internal void Add(string name, byte[] bytes)
    {
        try
        {
            var text = (ReadOnlyMemory<byte>)bytes;
            text = text.Span.StartsWith("\uFEFF"u8) ? text[3..] : text;
            if (at is null
                && service.ReadBody(ServiceCall.Result, 200, text)
                    is { RequestId: not null, Status: { } status } answer)
            {
                text = !answer.Output.IsEmpty ? answer.Output : throw Refused(
                    name, $"is an answer without an output: its status is '{ErrorText.Cut(status)}'. Leave it out, "
                        + "or use --at \"\" if the sample itself is the output");
            }

            using var document = JsonDocument.Parse(text, Strict);
            foreach (var part in at?.PartsOf(document.RootElement) ?? [document.RootElement])
            {
                Shape.Add(part ?? throw Refused(name, $"has nothing at '{at}', where the output should be"));
                Count++;
            }
        }
        catch (JsonException exception)
        {
            var place = exception.LineNumber is { } line
                ? string.Create(CultureInfo.InvariantCulture, $" on line {line + 1}")
                : "";
            throw Refused(name, $"cannot be read as JSON{place}: {exception.Message}", exception);
        }
        catch (InvalidOperationException exception)
        {
            throw Refused(name, "has text that is not Unicode", exception);
        }
    }

    private static ToolException Refused(string name, string why, Exception? cause = null) =>
        new(ExitCode.WrongUsage, $"'{name}' {why.TrimEnd('.')}. Nothing was changed.", cause);
}
