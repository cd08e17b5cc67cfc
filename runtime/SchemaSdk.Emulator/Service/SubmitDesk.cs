using System.Text;
using System.Text.Json;
using SchemaSdk.Emulation.Jobs;
using SchemaSdk.Emulation.Models;

namespace SchemaSdk.Emulation.Service;

/// <summary>Takes submits: looks for the model, reads the input, checks it, and makes a job of it unless it is to be refused.</summary>
internal sealed class SubmitDesk(
    IReadOnlyDictionary<string, EmulatedModel> models,
    JobBook jobs,
    Func<EmulatedSubmit, EmulatedOutcome>? decide)
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private long _submits;

    public ServiceAnswer Answer(string modelId, byte[] body, Uri address)
    {
        if (!models.TryGetValue(modelId, out var model))
        {
            return Protocol.UnknownModel(modelId);
        }

        JsonElement input;
        try
        {
            input = ReadInput(body);
        }
        catch (Exception wrong) when (wrong is JsonException or DecoderFallbackException)
        {
            return Protocol.NotJson(wrong.Message);
        }

        if (!TryReadSchema(model, out var check, out var why))
        {
            return Protocol.Unreadable(model.Id, why);
        }

        var errors = check.Check(input.GetRawText());
        return errors.Count > 0 ? Protocol.WrongInput(errors) : Accept(model, input, address);
    }

    private static JsonElement ReadInput(byte[] body)
    {
        using var document = JsonDocument.Parse(StrictUtf8.GetString(body));
        return document.RootElement.Clone();
    }

    /// <summary>A schema that nobody can read (NJsonSchema throws what it likes) is told by its own model only; the others go on.</summary>
    private static bool TryReadSchema(EmulatedModel model, out InputCheck check, out string why)
    {
        try
        {
            (check, why) = (model.Input, "");
            _ = model.Output;
            return true;
        }
        catch (Exception wrong)
        {
            (check, why) = (null!, wrong.Message);
            return false;
        }
    }

    private ServiceAnswer Accept(EmulatedModel model, JsonElement input, Uri address)
    {
        var submit = new EmulatedSubmit { ModelId = model.Id, Input = input, Number = Interlocked.Increment(ref _submits) };
        var outcome = decide?.Invoke(submit) ?? EmulatedOutcome.Succeed;
        return outcome.Refusal is { } refusal
            ? Protocol.Refused(refusal)
            : Protocol.Accepted(jobs.Add(model.Id, outcome.Error), address);
    }
}
