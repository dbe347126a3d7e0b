"""A COMET checkpoint in miniature, and what COMET itself says with it. Run in the Python that has COMET:

python tiny_comet.py build FOLDER  two repositories in the hub's layout (hparams.yaml, checkpoints/model.ckpt):
                                   FOLDER uses references, FOLDER-qe does not
python tiny_comet.py score FILE CHECKPOINT...
                                   prints a JSON list of the scores of the samples (a JSON list in FILE) by each
"""

import json
import sys
from pathlib import Path

SENTENCES = (
    "Le conseil a voté le budget de la ville hier soir.",
    "The council voted the city budget last night.",
    "De raad heeft gisteravond de begroting van de stad goedgekeurd.",
    "Residents are asking for more trees in the street: 12 % say so in 2024 (again).",
    "Les habitants demandent plus d'arbres dans la rue.",
)


def build(folder, *, references):
    import torch
    import yaml
    from comet.models import ReferencelessRegression, RegressionMetric
    from tokenizers import Tokenizer, models, pre_tokenizers, processors, trainers
    from transformers import XLMRobertaConfig, XLMRobertaModel, XLMRobertaTokenizerFast

    encoder = folder.parent / f"{folder.name}-encoder"
    encoder.mkdir(parents=True)
    (folder / "checkpoints").mkdir(parents=True)
    trained = Tokenizer(models.Unigram())
    trained.pre_tokenizer = pre_tokenizers.Metaspace()
    special = ["<s>", "<pad>", "</s>", "<unk>"]
    trainer = trainers.UnigramTrainer(vocab_size=110, special_tokens=[*special, "<mask>"], unk_token="<unk>")
    trained.train_from_iterator(SENTENCES, trainer)
    trained.post_processor = processors.TemplateProcessing(
        single="<s> $A </s>", pair="<s> $A </s> </s> $B </s>", special_tokens=[("<s>", 0), ("</s>", 2)]
    )
    XLMRobertaTokenizerFast(tokenizer_object=trained).save_pretrained(encoder)
    size = {"hidden_size": 32, "num_hidden_layers": 2, "num_attention_heads": 2, "intermediate_size": 48}
    config = XLMRobertaConfig(vocab_size=trained.get_vocab_size(), max_position_embeddings=514, **size)
    torch.manual_seed(7)
    XLMRobertaModel(config).save_pretrained(encoder)

    kind = RegressionMetric if references else ReferencelessRegression
    settings = {
        "encoder_model": "XLM-RoBERTa",
        "pretrained_model": str(encoder),
        "pool": "avg",
        "layer": "mix",
        "layer_transformation": "sparsemax",
        "layer_norm": False,
        "hidden_sizes": [16, 8],
        "class_identifier": "regression_metric" if references else "referenceless_regression_metric",
        "load_pretrained_weights": False,
    }
    given = {name: value for name, value in settings.items() if name != "class_identifier"}
    made = kind(**given)
    with torch.no_grad():
        for name, weight in made.named_parameters():
            if weight.dim() > 1 and "position" not in name:
                weight.copy_(torch.randn(weight.shape) * weight.shape[-1] ** -0.5)
    kept = {"state_dict": made.state_dict(), "hyper_parameters": dict(made.hparams), "epoch": 1, "global_step": 1}
    torch.save({**kept, "pytorch-lightning_version": "1.8.2"}, folder / "checkpoints" / "model.ckpt")
    (folder / "hparams.yaml").write_text(yaml.safe_dump(settings), encoding="utf-8")


def score(samples, checkpoint):
    from comet import load_from_checkpoint

    model = load_from_checkpoint(checkpoint, local_files_only=True)
    return model.predict(samples, batch_size=16, gpus=0, progress_bar=False).scores


if __name__ == "__main__":
    if sys.argv[1] == "build":
        build(Path(sys.argv[2]), references=True)
        build(Path(f"{sys.argv[2]}-qe"), references=False)
    else:
        rows = json.loads(Path(sys.argv[2]).read_text(encoding="utf-8"))
        sys.stdout.write(json.dumps([score(rows, checkpoint) for checkpoint in sys.argv[3:]]))
