using System.Text.Json.Nodes;

namespace SchemaSdk.Emulation.Service;

/// <summary>Gives a protocol access to the state of the emulated service.</summary>
internal sealed class KnownState(EmulatedService service, KeptFiles files, Func<string, EmulatedPrice?>? priceOf) : EmulatedState
{
    public override Uri Address => service.Address;

    public override DateTimeOffset Now => service.Jobs.Now;

    public override IReadOnlyList<CatalogModel> Models =>
    [
        .. service.Models.Values
            .OrderBy(model => model.Id, StringComparer.Ordinal)
            .Select(model => new CatalogModel(model.Id, model.InputText, model.OutputText, priceOf?.Invoke(model.Id))),
    ];

    public override IReadOnlyList<EmulatedJob> Jobs => [.. service.Jobs.Newest(int.MaxValue).Select(view => view.Shown())];

    public override IReadOnlyList<StoredFile> Files => files.All;

    public override EmulatedJob? FindJob(string id) => service.Jobs.Find(id)?.Shown();

    public override StoredFile? FindFile(string id) => files.Find(id);

    public override bool Keep(StoredFile file) => files.Add(file);

    public override void Remove(string id) => files.Remove(id);

    // Returns null if a reset has removed the job.
    public override JsonNode? OutputOf(EmulatedJob job) => service.Jobs.Find(job.Id) is { } view ? service.OutputOf(view.Job).Output : null;

    public override ServiceAnswer Send(StoredFile file, ServiceRequest request) => FileAnswer.Of(file, request.Header);
}
