using SchemaSdk;
using SchemaSdk.RunComfy;
using Studio;

await using var stills = new ModelsClient();
await using var films = new RunComfyClient();
var studio = new FilmStudio(stills, films);

Console.WriteLine(FilmStudio.Models.First());
Console.WriteLine(FilmStudio.Models.Contains("kling/kling-3.0/pro/text-to-video"));
var film = await studio.FilmAsync(new() { Prompt = "A kettle." });
Console.WriteLine($"{film.ModelId} {film.Output.Video is not null}");
try
{
    await studio.DrawAsync(new() { Prompt = "A kettle.", Steps = 51 });
}
catch (ModelInputException refused)
{
    Console.WriteLine(refused.Errors.Single().JsonPointer);
}
