using Acme.Sounds;
using Acme.Stills;

Console.WriteLine(string.Join(' ', StillsClient.Models.Concat(SoundsClient.Models).Select(model => model.Id)));
