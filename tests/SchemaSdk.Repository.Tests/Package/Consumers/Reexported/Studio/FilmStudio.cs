using SchemaSdk;
using SchemaSdk.RunComfy;
using SchemaSdk.RunComfy.Models.Kling.Kling3_0.Pro;
using Studio.Models.Acme;

namespace Studio;

/// <summary>A library class whose public members have the types of two clients, so users of the library need both.</summary>
public sealed class FilmStudio(ModelsClient stills, RunComfyClient films)
{
    public static IEnumerable<string> Models => ModelsClient.Models.Concat(RunComfyClient.Models).Select(model => model.Id);

    public Task<ModelResult<Still1Output>> DrawAsync(Still1Input input) => stills.Acme.Still1.RunAsync(input);

    public Task<ModelResult<TextToVideoOutput>> FilmAsync(TextToVideoInput input) => films.Kling.Kling3_0.Pro.TextToVideo.RunAsync(input);
}
