using System.Text;
using System.Text.Json;
using SchemaSdk.Emulation.Recordings.Kept;
using SchemaSdk.Emulation.Service;

namespace SchemaSdk.Emulation.Recordings.Playing;

/// <summary>Answers the requests of one client from recordings.</summary>
/// <param name="player">The service's recorded jobs.</param>
/// <param name="address">The base address of the client, with a slash at its end.</param>
/// <param name="options">The options of the recording.</param>
internal sealed class PlayedAnswers(RecordingPlayer player, Uri address, ModelRecordingOptions options)
{
    private readonly PlayedState _state = new(player, address);

    private EmulatedProtocol Protocol => player.Protocol;

    public ServiceCall Read(ServiceRequest request) => Protocol.Read(request);

    /// <summary>Returns true if a request is about a recorded job.</summary>
    public bool Knows(ServiceRequest request) =>
        Read(request) is var call && IsOfJob(call.Kind) && player.Find(call.Subject) is not null;

    public ServiceAnswer Submit(Recording recording, JsonElement input, ServiceRequest request)
    {
        var job = player.Start(recording, input, NoteOf(request));
        return Protocol.Accepted(job.At(job.CreatedAt), request, _state);
    }

    /// <summary>Answers any request except a submit.</summary>
    /// <returns>The answer; null if the request is about a job or a file that was not recorded.</returns>
    public ServiceAnswer? Answer(ServiceRequest request)
    {
        var call = Read(request);
        return call.Kind switch
        {
            ServiceCallKind.Catalog or ServiceCallKind.Upload or ServiceCallKind.Other => Protocol.Answer(call, request, _state),
            ServiceCallKind.File => player.FileOf(call.Subject, call.FileName) is { } file ? FileAnswer.Of(file, request.Header) : null,
            _ when player.Find(call.Subject) is { } job => Answer(call, job, request),
            _ => null,
        };
    }

    private ServiceAnswer? Answer(ServiceCall call, PlayedJob job, ServiceRequest request)
    {
        switch (call.Kind)
        {
            case ServiceCallKind.Status:
                return Protocol.Status(job.At(player.Now), request, _state);
            case ServiceCallKind.Result:
                return Protocol.Result(job.At(player.Now), request, _state);
            case ServiceCallKind.Stream:
                return PlayedEvents.Of(job, player, request, _state, options.TimeProvider);
            case ServiceCallKind.Cancel:
                var (after, hasCancelled) = player.Cancel(job);
                return Protocol.Cancel(after, hasCancelled, request, _state);
            default:
                return null;
        }
    }

    private static bool IsOfJob(ServiceCallKind kind) => kind
        is ServiceCallKind.Status or ServiceCallKind.Stream or ServiceCallKind.Result or ServiceCallKind.Cancel or ServiceCallKind.File;

    // Returns what the protocol needs for later answers about the job, such as tags; null if the submit cannot be read.
    private string? NoteOf(ServiceRequest request)
    {
        try
        {
            return Protocol.ReadInput(Read(request), request, _state).Note;
        }
        catch (Exception wrong) when (wrong is JsonException or DecoderFallbackException)
        {
            // The emulated protocol cannot read this submit, which was made for the real service.
            return null;
        }
    }
}
