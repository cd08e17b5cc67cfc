using System.Text;
using System.Text.Json;
using SchemaSdk.Emulation.Calls;
using SchemaSdk.Emulation.Jobs;
using SchemaSdk.Emulation.Models;
using SchemaSdk.Emulation.Services.RunComfy;

namespace SchemaSdk.Emulation.Service;

/// <summary>Takes submits: looks for the model, reads the input, checks it, and makes a job of it unless it is to be refused.</summary>
internal sealed class SubmitDesk(
    IReadOnlyDictionary<string, EmulatedModel> models,
    JobBook jobs,
    EmulatorFaults faults,
    ModelEmulatorOptions options)
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    // Between the count and the job that is made no other submit comes.
    private readonly object _room = new();
    private long _submits;

    public ServiceAnswer Answer(string modelId, byte[] body, Uri address)
    {
        if (!models.TryGetValue(modelId, out var model))
        {
            return RunComfyProtocol.UnknownModel(modelId);
        }

        JsonElement input;
        try
        {
            input = ReadInput(body);
        }
        catch (Exception wrong) when (wrong is JsonException or DecoderFallbackException)
        {
            return RunComfyProtocol.NotJson(wrong.Message);
        }

        return TryCheck(model, input, out var why) switch
        {
            null => RunComfyProtocol.Unreadable(model.Id, why),
            { Count: > 0 } errors => RunComfyProtocol.WrongInput(errors),
            _ => AcceptIfThereIsRoom(model, input, address),
        };
    }

    private static JsonElement ReadInput(byte[] body)
    {
        using var document = JsonDocument.Parse(StrictUtf8.GetString(body));
        return document.RootElement.Clone();
    }

    /// <summary>A schema that cannot be read (NJsonSchema may throw anything) concerns only its own model; the others go on.</summary>
    private static IReadOnlyList<ValidationError>? TryCheck(EmulatedModel model, JsonElement input, out string why)
    {
        why = "";
        try
        {
            _ = model.Output; // before there is a job: its result could not be made
            return model.Input.Check(input.GetRawText());
        }
        catch (Exception wrong)
        {
            // NJsonSchema has no exception of its own for this; the answer tells it.
            why = wrong.Message;
            return null;
        }
    }

    private ServiceAnswer AcceptIfThereIsRoom(EmulatedModel model, JsonElement input, Uri address)
    {
        if (options.JobLimit is not { } limit)
        {
            return Accept(model, input, address);
        }

        lock (_room)
        {
            return jobs.CountActive() < limit
                ? Accept(model, input, address)
                : RunComfyProtocol.TooManyJobs(limit, options.JobLimitRetryAfter);
        }
    }

    private ServiceAnswer Accept(EmulatedModel model, JsonElement input, Uri address)
    {
        var submit = new EmulatedSubmit { ModelId = model.Id, Input = input, Number = Interlocked.Increment(ref _submits) };
        var outcome = faults.NextOutcome() ?? options.Outcome?.Invoke(submit) ?? EmulatedOutcome.Succeed;
        return outcome.Refusal is { } refusal
            ? RunComfyProtocol.Refused(refusal)
            : RunComfyProtocol.Accepted(jobs.Add(model.Id, outcome, CostOf(model, input)), address);
    }

    private decimal? CostOf(EmulatedModel model, JsonElement input)
    {
        try
        {
            return options.Price?.Invoke(model.Id) is { } price ? price.Usd * BilledUnits.Of(price.Unit, model.InputSchema, input) : null;
        }
        catch (OverflowException)
        {
            // A test of a client may want a price that is not valid: nobody can say what it comes to.
            return null;
        }
    }
}
