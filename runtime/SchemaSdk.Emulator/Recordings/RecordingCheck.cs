using System.Globalization;
using System.Text.Json;
using SchemaSdk.Emulation.Models;
using SchemaSdk.Emulation.Recordings.Kept;

namespace SchemaSdk.Emulation.Recordings;

/// <summary>Compares recordings with models.</summary>
/// <param name="models">The models.</param>
/// <param name="service">The service of the models; null to compare the recordings of every service.</param>
internal sealed class RecordingCheck(IReadOnlyList<ModelInfo> models, string? service = null)
{
    private readonly Dictionary<string, EmulatedModel> _models =
        models.ToDictionary(static model => model.Id, static model => new EmulatedModel(model), StringComparer.Ordinal);

    /// <exception cref="DirectoryNotFoundException">The folder does not exist.</exception>
    public IReadOnlyList<RecordingProblem> Run(string folder) => Directory.Exists(folder)
        ? [.. RecordingFolder.FilesOf(folder).SelectMany(Check)]
        : throw new DirectoryNotFoundException($"The folder of recordings does not exist: '{folder}'.");

    private IEnumerable<RecordingProblem> Check(string file)
    {
        var name = Path.GetFileName(file);
        Recording recording;
        try
        {
            recording = RecordingFolder.ReadFile(file);
        }
        catch (InvalidDataException wrong)
        {
            return [new(RecordingProblemKind.Unreadable, name, wrong.Message)];
        }

        if (service is not null && !recording.Service.Equals(service, StringComparison.OrdinalIgnoreCase))
        {
            return [];
        }

        if (!_models.TryGetValue(recording.Model, out var model))
        {
            return
            [
                new(RecordingProblemKind.ModelGone, name, $"{recording.Model} does not exist any more. Delete the recording and its test.")
                {
                    ModelId = recording.Model,
                },
            ];
        }

        try
        {
            return [.. ProblemsOf(recording, model, name)];
        }
        catch (InvalidOperationException wrong)
        {
            return [new(RecordingProblemKind.Unreadable, name, wrong.Message) { ModelId = model.Id }];
        }
    }

    private static IEnumerable<RecordingProblem> ProblemsOf(Recording recording, EmulatedModel model, string file)
    {
        var input = model.Input.Check(recording.Input)
            .Where(error => !IsHidden(recording.Input, error.JsonPointer))
            .Select(error => ProblemOf(RecordingProblemKind.Input, error));

        // Ignores errors about limits, allowed values and null, because a client does not report them in an output.
        var output = recording.Output is null ? [] : (model.OutputCheck?.Check(recording.Output) ?? [])
            .Where(error => error.Rule is "type" or "required" && error.Value != "null" && !IsHidden(recording.Output, error.JsonPointer))
            .Select(error => ProblemOf(RecordingProblemKind.Output, error));
        return input.Concat(output);

        RecordingProblem ProblemOf(RecordingProblemKind kind, ValidationError error) => new(kind, file, error.Message)
        {
            ModelId = model.Id,
            JsonPointer = error.JsonPointer,
        };
    }

    // Errors about scrubbed values are ignored, because the real values may fit the schema.
    private static bool IsHidden(string json, string pointer)
    {
        using var document = JsonDocument.Parse(json, JsonRewriter.Read);
        var value = document.RootElement;
        foreach (var segment in pointer.Split('/').Skip(1))
        {
            var name = segment.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);
            if (value.ValueKind == JsonValueKind.Object && value.TryGetProperty(name, out var member))
            {
                value = member;
            }
            else if (value.ValueKind == JsonValueKind.Array
                && int.TryParse(name, CultureInfo.InvariantCulture, out var item) && item >= 0 && item < value.GetArrayLength())
            {
                value = value[item];
            }
            else
            {
                return false;
            }
        }

        return value.ValueKind == JsonValueKind.String && value.ValueEquals(JsonRewriter.Hidden);
    }
}
