using System.Text.Json.Nodes;
using SchemaSdk.Emulation.Service;

namespace SchemaSdk.Emulation.Recordings.Playing;

/// <summary>Gives a protocol access to the recorded jobs.</summary>
/// <param name="player">The jobs.</param>
/// <param name="address">The base address of the client, with a slash at its end.</param>
internal sealed class PlayedState(RecordingPlayer player, Uri address) : EmulatedState
{
    public override Uri Address => address;

    public override DateTimeOffset Now => player.Now;

    public override IReadOnlyList<CatalogModel> Models => player.Models;

    public override IReadOnlyList<EmulatedJob> Jobs => player.Jobs;

    public override IReadOnlyList<StoredFile> Files => player.Uploads.All;

    public override EmulatedJob? FindJob(string id) => player.Find(id)?.At(player.Now);

    public override StoredFile? FindFile(string id) => player.Uploads.Find(id);

    public override bool Keep(StoredFile file) => player.Uploads.Add(file);

    public override void Remove(string id) => player.Uploads.Remove(id);

    public override JsonNode? OutputOf(EmulatedJob job) => player.OutputOf(job.Id, address);

    public override ServiceAnswer Send(StoredFile file, ServiceRequest request) => FileAnswer.Of(file, request.Header);
}
