using System.Text.Json.Nodes;
using SchemaSdk.Submitting;
using SchemaSdk.Tool.Calling;
using SchemaSdk.Tool.CommandLine.Reporting;

namespace SchemaSdk.Tool.Run.Inputs;

/// <summary>Checks an input against the validation rules of its model, as a generated client does before a submit.</summary>
internal static class InputCheck
{
    /// <summary>Finds all errors in an input.</summary>
    /// <returns>The errors, and the input as it would be sent, with placeholders for files.</returns>
    internal static (IReadOnlyList<Finding> Faults, ReadOnlyMemory<byte> Written) Run(CallableModel model, JsonObject input)
    {
        var written = WrittenInput.Of(input, static (writer, value) => InputJson.Write(writer, value));
        var errors = written.Files is { } files ? files.Check(model, written.Text.Span) : model.Validate(written.Text.Span);
        return ([.. errors.Select(error => FindingOf(error, model.Id))], written.Text);
    }

    internal static Finding FindingOf(ValidationError error, string modelId) => new(error.Rule, FindingLevel.Error, error.Message)
    {
        Model = modelId,
        Details = new JsonObject { ["pointer"] = error.JsonPointer, ["value"] = error.Value, ["allowed"] = error.Allowed },
    };
}
